import {AfterCover} from './after-cover.js';
import {CoverNightly} from './cover-nightly.js';
import {MeetsPeople} from './meets-people.js';
import {ReadWorkers} from './read-workers.js';
import {RecordWorkerCheck} from './record-worker-check.js';
import {EnterpriseWorker, WorkerCheck} from './worker.entity.js';

/** Who of an organisation meets people, each with a DBS certificate of their own. */
export const WORKERS_ENTITIES = [EnterpriseWorker, WorkerCheck];
export const WORKERS_OFFERED = [MeetsPeople, ReadWorkers, RecordWorkerCheck, CoverNightly];
export const WORKERS_INSIDE = [AfterCover];
