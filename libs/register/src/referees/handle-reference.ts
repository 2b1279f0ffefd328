import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {channelOf, forApplicant} from '../apply/channel.js';
import {ApplicationAccess, type Opened} from '../applications/application-access.js';
import {RecordEvidence} from '../evidence/record-evidence.js';
import {REFERENCE_CLOSED} from './ask-referees.js';
import {keepReference} from './keep-reference.js';
import {moveReferee} from './move-referee.js';
import {requireReference, type NewReference} from './reference-words.js';
import {Referee, ReferenceAnswer} from './referee.entity.js';

/** What is done about a referee once they are named: replaced, rung up, and what they said accepted or not. */
@Injectable()
export class HandleReference {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly records: RecordEvidence,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Takes back a referee who has not answered, will not, or will not do. @throws NOT_FOUND, ILLEGAL_TRANSITION */
  async replace(principal: Principal, id: string, refereeId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: true});
      const referee = await refereeOf(tx, id, refereeId);
      await moveReferee(tx, referee, 'replace');
      await this.note(tx, principal, opened, referee, 'referee.replaced');
    });
  }

  /** Writes down what a referee said on the telephone. @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION, REFEREE_RELATED */
  async recordPhone(principal: Principal, id: string, refereeId: string, sent: NewReference): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.forStaff(tx, principal, id);
      const referee = await refereeOf(tx, id, refereeId);
      requireReference(sent);
      await moveReferee(tx, referee, 'answer');
      await keepReference(tx, referee, sent, principal.personId, this.clock.now());
      await this.note(tx, principal, opened, referee, 'reference.recorded');
    });
  }

  /**
   * Takes a reference as evidence for its place.
   * @throws NOT_FOUND, FOUR_EYES, ILLEGAL_TRANSITION, SAME_REFEREE
   */
  async accept(principal: Principal, id: string, refereeId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.forStaff(tx, principal, id);
      const referee = await refereeOf(tx, id, refereeId);
      await moveReferee(tx, referee, 'accept');
      const {method, relationship} = await tx.findOneByOrFail(ReferenceAnswer, {refereeId});
      await this.records.within(tx, principal, id, referee.requirement, {
        number: referee.number,
        checkedOn: londonDay(this.clock.now()),
        facts: {referee_name: referee.name, relationship, method},
      });
      await this.note(tx, principal, opened, referee, 'reference.accepted');
    });
  }

  /** Says that a reference will not do; the applicant names somebody else. */
  async turnDown(principal: Principal, id: string, refereeId: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.forStaff(tx, principal, id);
      const referee = await refereeOf(tx, id, refereeId);
      await moveReferee(tx, referee, 'turn_down');
      await this.note(tx, principal, opened, referee, 'reference.turned_down');
    });
  }

  private async note(tx: Tx, principal: Principal, opened: Opened, referee: Referee, action: string): Promise<void> {
    await this.audit.record(tx, {
      ...by(principal),
      ...forApplicant(opened, principal),
      action,
      subject: {kind: 'application', id: referee.applicationId},
      after: {refereeId: referee.id, channel: channelOf(opened)},
    });
    await this.outbox.publish(tx, principal.councilId, REFERENCE_CLOSED, referee.id);
  }
}

async function refereeOf(tx: Tx, applicationId: string, id: string): Promise<Referee> {
  const referee = await tx.findOne(Referee, {where: {id, applicationId}, lock: {mode: 'pessimistic_write'}});
  if (!referee) throw notFound('referee');
  return referee;
}
