import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Members} from '../members/members.js';
import type {ApplicationState} from './application.state.js';

/** What is to be told of an application, and to whom. */
export interface ApplicationFact {
  id: string;
  memberId: string;
  state: ApplicationState;
  scheme: string;
  /** How often it was decided, and how often put off: more than once after an appeal, or when a day has passed. */
  decisions: number;
  deferrals: number;
  deferredUntil: Day | null;
  /** The officer who handles it; null when nobody in particular does. */
  assignedTo: string | null;
  /** The applicant, or the people of the organisation that applies. */
  applicants: string[];
}

/** For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ApplicationFacts {
  constructor(private readonly members: Members) {}

  async of(tx: Tx, id: string): Promise<ApplicationFact | null> {
    const [row] = await tx.query<Omit<ApplicationFact, 'applicants'>[]>(
      `SELECT a.id, a.member_id AS "memberId", a.state, s.name AS scheme, a.assigned_to AS "assignedTo",
              CASE WHEN a.state = 'deferred' THEN a.deferred_until END AS "deferredUntil",
              (SELECT count(*)::int FROM decision d WHERE d.application_id = a.id) AS decisions,
              (SELECT count(*)::int FROM deferral d WHERE d.application_id = a.id) AS deferrals
       FROM application a JOIN scheme_version v ON v.id = a.scheme_version_id JOIN scheme s ON s.id = v.scheme_id
       WHERE a.id = $1`,
      [id],
    );
    return row ? {...row, applicants: await this.members.peopleOf(tx, row.memberId)} : null;
  }

  /** Of something that an applicant was asked for. */
  async ofRequest(tx: Tx, requestId: string): Promise<(ApplicationFact & {askedBy: string}) | null> {
    const [request] = await tx.query<{applicationId: string; askedBy: string}[]>(
      `SELECT application_id AS "applicationId", asked_by AS "askedBy" FROM application_request WHERE id = $1`,
      [requestId],
    );
    const application = request && (await this.of(tx, request.applicationId));
    return application ? {...application, askedBy: request.askedBy} : null;
  }
}
