import {AnswerDataRequest} from './answer-data-request.js';
import {AskForData} from './ask-for-data.js';
import {DataRequest, DataRequestChoice} from './data-request.entity.js';
import {EraseOnRequest} from './erase-on-request.js';
import {GiveCopy} from './give-copy.js';
import {ReadDataRequests} from './read-data-requests.js';
import {ReadProcessing} from './read-processing.js';
import {ReadReadings} from './read-readings.js';
import {ReviewAccess} from './review-access.js';

export const PRIVACY_ENTITIES = [DataRequest, DataRequestChoice];

/** What people may ask of their own information, and what is said of everybody's. */
export const PRIVACY_OFFERED = [
  ReadProcessing,
  AskForData,
  ReadDataRequests,
  ReviewAccess,
  AnswerDataRequest,
  EraseOnRequest,
  GiveCopy,
  ReadReadings,
];
