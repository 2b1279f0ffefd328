import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {addDays, Clock, DomainError, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {Members} from '../members/members.js';
import {ReadRenewals} from './read-renewals.js';
import type {Showing} from './renewal.entity.js';

/** Told with the request's id. */
export const RENEWAL_ASKED = 'renewal.asked';

const FURTHEST_DAYS = 366;

export interface RenewalOffer {
  how: Showing;
  /** From this day on it can be seen. */
  readyOn: Day;
}

/** A member says that they have what renews something that lapses. An officer then sees it and records it. */
@Injectable()
export class AskRenewal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly renewals: ReadRenewals,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND unless it is the caller's, VALIDATION_FAILED, RENEWAL_NOT_OPEN */
  async run(principal: Principal, memberId: string, code: string, {how, readyOn}: RenewalOffer): Promise<void> {
    const today = londonDay(this.clock.now());
    if (readyOn < today || readyOn > addDays(today, FURTHEST_DAYS)) {
      throw invalid({field: 'ready_on', message: 'Give today or a day in the coming year.'});
    }
    await this.uow.run(principal.councilId, async (tx) => {
      const member = await this.members.byId(tx, memberId);
      if (!member || !(await this.members.isOf(tx, principal.personId, member))) throw notFound('member');
      const wanted = (await this.renewals.of(tx, member))?.requirements.find((each) => each.state.terms.code === code);
      if (!wanted) throw notFound('requirement');
      if (!wanted.open) throw notOpen();
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO renewal_request (council_id, member_id, requirement, lapses_on, how, ready_on, asked_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (member_id, requirement, lapses_on) DO UPDATE SET how = EXCLUDED.how, ready_on = EXCLUDED.ready_on
         RETURNING id`,
        [principal.councilId, memberId, code, wanted.state.lapsesOn, how, readyOn, principal.personId],
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'renewal.asked',
        subject: {kind: 'member', id: memberId},
        after: {requirement: code, how, readyOn},
      });
      await this.outbox.publish(tx, principal.councilId, RENEWAL_ASKED, (row as {id: string}).id);
    });
  }
}

function notOpen(): DomainError {
  return new DomainError('refused', 'RENEWAL_NOT_OPEN', 'This does not lapse soon, so there is nothing to renew yet.');
}
