import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, notFound, type Pence, type TimeRange} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties, type Side} from '../booking/booking-parties.js';
import type {Booking} from '../booking/booking.entity.js';
import {Visit} from '../visit/visit.entity.js';
import {PlanChange, type MovedVisit, type WantedChange} from './plan-change.js';
import {VisitChange} from './visit-change.entity.js';

const UNIQUE_VIOLATION = '23505';

/** What a change would do to each visit and to the price, before it is proposed. */
export interface ChangeQuote {
  bookingId: string;
  visits: {id: string; from: TimeRange; to: TimeRange; beforePence: Pence; afterPence: Pence}[];
  beforePence: Pence;
  afterPence: Pence;
}

/** One side asks the other for other times. It takes neither time nor money before the other says yes. */
@Injectable()
export class ProposeChange {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly plan: PlanChange,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** The price before and after, before it is asked for. Nothing is written. @throws what `run` throws */
  quote(principal: Principal, wanted: WantedChange): Promise<ChangeQuote> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {booking} = await this.find(tx, principal, wanted.visitId);
      return quoteOf(booking.id, await this.plan.moves(tx, booking, wanted));
    });
  }

  /**
   * @returns the id of the change
   * @throws VALIDATION_FAILED, NOT_FOUND, ILLEGAL_TRANSITION, NOT_LISTED, CHANGE_WAITING while another waits
   */
  async run(principal: Principal, wanted: WantedChange): Promise<string> {
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const {booking, side} = await this.find(tx, principal, wanted.visitId);
        return this.propose(tx, principal, booking, side, wanted);
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw changeWaiting();
    }
  }

  private async find(tx: Tx, principal: Principal, visitId: string): Promise<{booking: Booking; side: Side}> {
    const visit = await tx.findOneBy(Visit, {id: visitId});
    if (!visit) throw notFound('visit');
    return this.parties.lock(tx, principal, visit.bookingId, 'book');
  }

  private async propose(
    tx: Tx,
    principal: Principal,
    booking: Booking,
    side: Side,
    wanted: WantedChange,
  ): Promise<string> {
    const {councilId} = principal;
    const moves = await this.plan.moves(tx, booking, wanted);
    const {identifiers} = await tx.insert(VisitChange, {
      councilId,
      bookingId: booking.id,
      visitId: wanted.visitId,
      reach: wanted.reach,
      side,
      reason: wanted.reason?.trim() || null,
      proposedBy: principal.personId,
      proposedHow: principal.actingFor?.contact?.how ?? null,
    });
    const {id} = identifiers[0] as {id: string};
    await insertTimes(tx, councilId, id, moves);
    const {beforePence, afterPence} = quoteOf(booking.id, moves);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'visit_change.proposed',
      subject: {kind: 'visit_change', id},
      after: {visits: moves.length, before_pence: beforePence, after_pence: afterPence},
    });
    await this.outbox.publish(tx, councilId, 'visit_change.proposed', id);
    return id;
  }
}

async function insertTimes(tx: Tx, councilId: string, changeId: string, moves: readonly MovedVisit[]): Promise<void> {
  await tx.query(
    `INSERT INTO visit_change_time (change_id, visit_id, council_id, old_starts_at, old_ends_at, old_pence, starts_at, ends_at, price_pence)
     SELECT $1, v.id, $2, v.starts_at, v.ends_at, v.price_pence, t.starts_at, t.ends_at, t.pence
     FROM unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::bigint[]) AS t (id, starts_at, ends_at, pence)
     JOIN visit v ON v.id = t.id`,
    [
      changeId,
      councilId,
      moves.map(({visit}) => visit.id),
      moves.map((each) => each.startsAt),
      moves.map((each) => each.endsAt),
      moves.map((each) => each.pricePence),
    ],
  );
}

export function quoteOf(bookingId: string, moves: readonly MovedVisit[]): ChangeQuote {
  const sum = (of: (move: MovedVisit) => Pence) => moves.reduce((total, move) => total + of(move), 0);
  return {
    bookingId,
    visits: moves.map(({visit, startsAt, endsAt, pricePence}) => ({
      id: visit.id,
      from: {startsAt: visit.startsAt, endsAt: visit.endsAt},
      to: {startsAt, endsAt},
      beforePence: visit.pricePence,
      afterPence: pricePence,
    })),
    beforePence: sum(({visit}) => visit.pricePence),
    afterPence: sum(({pricePence}) => pricePence),
  };
}

function changeWaiting(): DomainError {
  const message = 'Another change of these visits waits for an answer. Answer it, or take it back, first.';
  return new DomainError('conflict', 'CHANGE_WAITING', message);
}
