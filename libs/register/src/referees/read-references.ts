import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {fourEyes} from '../register.errors.js';
import type {KnownFor, Relationship, WouldTrust} from './reference-words.js';
import type {RefereeState} from './referee.state.js';

/** A referee, without what they said. */
export interface RefereeView {
  id: string;
  requirement: string;
  number: number;
  name: string;
  email: string | null;
  phone: string | null;
  relationship: Relationship;
  knownFor: KnownFor;
  state: RefereeState;
  askedAt: Date | null;
}

export interface ReferenceView extends RefereeView {
  said: {
    method: 'form' | 'phone';
    relationship: Relationship;
    knownFor: KnownFor;
    wouldTrust: WouldTrust;
    about: string;
    concerns: string | null;
    receivedAt: Date;
  } | null;
}

/** The referees of an application; for the council's staff with what they said, and each reading of that is recorded. */
@Injectable()
export class ReadReferences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for one's own */
  run(principal: Principal, id: string, requirement: string): Promise<ReferenceView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: false});
      if (opened.as === 'applicant') throw fourEyes();
      const referees = (await refereesOf(tx, id)).filter((each) => each.requirement === requirement);
      const said = await tx.query<(NonNullable<ReferenceView['said']> & {refereeId: string})[]>(
        `SELECT referee_id AS "refereeId", method, relationship, known_for AS "knownFor", would_trust AS "wouldTrust",
                about, concerns, received_at AS "receivedAt"
         FROM reference_answer WHERE referee_id = ANY($1)`,
        [referees.map((each) => each.id)],
      );
      if (said.length) {
        await this.audit.record(tx, {
          ...by(principal),
          action: 'reference.viewed',
          subject: {kind: 'application', id},
          after: {refereeIds: said.map((each) => each.refereeId)},
        });
      }
      return referees.map((each) => ({...each, said: said.find(({refereeId}) => refereeId === each.id) ?? null}));
    });
  }
}

/** Those who stand, in the order of their places. */
export function refereesOf(tx: Tx, applicationId: string): Promise<RefereeView[]> {
  return tx.query<RefereeView[]>(
    `SELECT r.id, r.requirement, r.number, r.name, r.email, r.phone, r.relationship, r.known_for AS "knownFor", r.state,
            (SELECT min(l.sent_at) FROM reference_link l WHERE l.referee_id = r.id) AS "askedAt"
     FROM referee r WHERE r.application_id = $1 AND r.state <> 'replaced' ORDER BY r.requirement, r.number`,
    [applicationId],
  );
}
