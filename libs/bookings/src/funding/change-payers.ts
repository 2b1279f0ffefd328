import {Injectable} from '@nestjs/common';
import {PayableLines} from '@app/allocations';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {addDays, Clock, invalid, londonDay, notFound, startOfDay, type Day, type Pence} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {In, IsNull, MoreThanOrEqual} from 'typeorm';
import {splitErrors, type Split} from '../booking/booking-request.js';
import {lockBookings} from '../booking/lock-bookings.js';
import {illegalTransition} from '../bookings.errors.js';
import {Engagement} from '../engagement/engagement.entity.js';
import {Visit} from '../visit/visit.entity.js';
import {VisitFunding} from './visit-funding.js';

export interface NewPayers {
  fromDay: Day;
  splits: readonly Split[];
}

export interface PayersChanged {
  visits: number;
  /** Of those, how many no period of the new lines reaches yet. */
  planned: number;
  pence: Pence;
}

/** So that what was planned and is over can still be paid by somebody. */
const MOST_DAYS_BACK = 90;

const CLOSING = new Error('looked at only');

/**
 * From a day on other lines pay for everything that somebody has booked with a PA or provider, as when NHS continuing
 * health care takes over. The agreement goes on, and who comes and when stays the same: only the money moves, all of it
 * or none.
 */
@Injectable()
export class ChangePayers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly lines: PayableLines,
    private readonly funding: VisitFunding,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What would move, by the same rules and with nothing kept. @throws what `run` throws */
  async preview(principal: Principal, engagementId: string, to: NewPayers): Promise<PayersChanged> {
    let seen: PayersChanged | null = null;
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        seen = await this.within(tx, principal, engagementId, to);
        throw CLOSING;
      });
    } catch (error) {
      if (error !== CLOSING) throw error;
    }
    return seen as unknown as PayersChanged;
  }

  /** @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, LINE_NOT_ALLOWED, ALLOCATION_INSUFFICIENT */
  run(principal: Principal, engagementId: string, to: NewPayers): Promise<PayersChanged> {
    return this.uow.run(principal.councilId, (tx) => this.within(tx, principal, engagementId, to));
  }

  private async within(
    tx: Tx,
    principal: Principal,
    engagementId: string,
    {fromDay, splits}: NewPayers,
  ): Promise<PayersChanged> {
    const {councilId} = principal;
    const holderId = await this.mayAct.require(tx, principal, 'book');
    const errors = splitErrors(splits);
    if (fromDay < addDays(londonDay(this.clock.now()), -MOST_DAYS_BACK)) {
      errors.push({field: 'from_day', message: 'Choose a day of the last three months, or a later one.'});
    }
    if (errors.length) throw invalid(errors);
    const engagement = await tx.findOneBy(Engagement, {id: engagementId, holderId});
    if (!engagement) throw notFound('agreement');
    if (engagement.state !== 'accepted')
      throw illegalTransition('agreement', engagement.state, 'pay from another budget for');
    const pays = engagement.status === 'employed' ? 'employed_pa' : 'self_employed_pa';
    await this.lines.require(
      tx,
      holderId,
      splits.map((each) => each.lineId),
      {listingId: engagement.listingId, payee: pays, day: fromDay},
    );

    const {listingId} = engagement;
    const bookings = await lockBookings(tx, {
      holderId,
      listingId,
      sharedId: IsNull(),
      state: In(['requested', 'accepted']),
    });
    const total: PayersChanged = {visits: 0, planned: 0, pence: 0};
    for (const {id} of bookings) await this.move(tx, principal, id, {fromDay, splits}, total);
    const subject = {kind: 'engagement', id: engagementId};
    await this.audit.record(tx, {
      ...by(principal),
      action: 'engagement.payers_changed',
      subject,
      after: {from_day: fromDay, lines: splits.map((each) => each.lineId), ...total},
    });
    await this.outbox.publish(tx, councilId, 'engagement.payers_changed', engagementId);
    return total;
  }

  private async move(
    tx: Tx,
    principal: Principal,
    bookingId: string,
    {fromDay, splits}: NewPayers,
    total: PayersChanged,
  ): Promise<void> {
    await tx.query(`DELETE FROM booking_payer WHERE booking_id = $1 AND from_day >= $2`, [bookingId, fromDay]);
    await tx.query(
      `INSERT INTO booking_payer (booking_id, from_day, line_id, council_id, share_bp)
       SELECT $1, $2, s.line_id, $3, s.share_bp FROM unnest($4::uuid[], $5::int[]) AS s (line_id, share_bp)`,
      [bookingId, fromDay, principal.councilId, splits.map((each) => each.lineId), splits.map((each) => each.shareBp)],
    );
    // What is over keeps what it took; what nothing has paid yet is paid from here on.
    const found = await tx.find(Visit, {
      where: {bookingId, state: In(['requested', 'accepted']), startsAt: MoreThanOrEqual(startOfDay(fromDay))},
      order: {startsAt: 'ASC', id: 'ASC'},
    });
    const now = this.clock.now();
    const visits = found.filter((visit) => visit.planned || visit.startsAt > now);
    const fund = visits.map((visit) => ({...visit, state: visit.state as 'requested' | 'accepted', splits}));
    const cause = {...by(principal), kind: 'booking', id: bookingId};
    const planned = await this.funding.replace(tx, cause, {release: visits, fund});
    total.visits += visits.length;
    total.planned += planned.size;
    total.pence += visits.reduce((sum, visit) => sum + visit.pricePence, 0);
  }
}
