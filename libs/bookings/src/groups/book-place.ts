import {randomInt} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {Funds, Ledger, notFunded, PayableLines, requireAvailable} from '@app/allocations';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, notFound, WHOLE_BP} from '@app/kernel';
import {Bookable, Offers, type BookableSession} from '@app/listings';
import {Idempotency, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {notListed, refusedAsking} from '../bookings.errors.js';
import {PrepareBooking} from '../booking/prepare-booking.js';
import {freePlace, placesFor} from './places.js';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A place in a group session: the provider said by offering it that whoever takes one may come, so it is promised at
 * once. Locks in one order: provider, session, line.
 */
@Injectable()
export class BookPlace {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly bookable: Bookable,
    private readonly offers: Offers,
    private readonly prepare: PrepareBooking,
    private readonly lines: PayableLines,
    private readonly funds: Funds,
    private readonly ledger: Ledger,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the booking's id
   * @throws NOT_FOUND, SESSION_CLOSED, SESSION_FULL, PLACE_TAKEN_ALREADY, NOT_LISTED, LINE_NOT_ALLOWED,
   * ALLOCATION_INSUFFICIENT, CANNOT_ASK
   */
  async run(principal: Principal, listingId: string, sessionId: string, lineId: string, key: string | null) {
    holderFor(principal, 'book');
    const {councilId, accountId} = principal;
    try {
      return await this.uow.run(councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'book');
        const request = {place: sessionId, holderId, lineId};
        return this.idempotency.once(tx, {councilId, accountId, key, request}, () =>
          this.book(tx, principal, {holderId, listingId, sessionId, lineId}),
        );
      });
    } catch (error) {
      throw refusedAsking(error);
    }
  }

  private async book(
    tx: Tx,
    principal: Principal,
    {holderId, listingId, sessionId, lineId}: {holderId: string; listingId: string; sessionId: string; lineId: string},
  ): Promise<{id: string}> {
    const listing = await this.bookable.lock(tx, listingId);
    const session = await this.offers.lockSession(tx, sessionId);
    if (!listing || session?.listingId !== listingId) throw notFound('session');
    const day = londonDay(session.startsAt);
    if (listing.state !== 'live') throw notListed(listing.name, day);
    if (!session.open || session.pricePence === null || session.startsAt <= this.clock.now()) throw sessionClosed();
    await this.prepare.requireStanding(tx, listing, [day]);
    await this.requireNone(tx, sessionId, holderId);
    await this.lines.require(tx, holderId, [lineId], {listingId, payee: 'provider', day});
    const place = await freePlace(tx, sessionId, session.capacity);
    const {left} = await placesFor(tx, session, holderId, this.clock.now());
    if (place === null || left === 0) throw sessionFull();
    const {id, visitId} = await insert(tx, principal, {session, holderId, lineId, place});

    const [period] = await this.funds.lock(tx, [lineId], {startsOn: day, endsOn: day});
    if (!period) throw notFunded(lineId, day);
    const needed = [{periodId: period.id, pence: session.pricePence}];
    requireAvailable([period], needed);
    await tx.query(`INSERT INTO visit_split (visit_id, period_id, council_id, amount_pence) VALUES ($1, $2, $3, $4)`, [
      ...[visitId, period.id, principal.councilId, session.pricePence],
    ]);
    const cause = {...by(principal), kind: 'booking', id};
    await this.ledger.holdCommitted(tx, cause, needed);
    await tx.query(`UPDATE visit SET state = 'accepted' WHERE id = $1`, [visitId]);
    await tx.query(`UPDATE booking SET state = 'accepted' WHERE id = $1`, [id]);
    await tx.query(
      `UPDATE group_waiting SET left_at = $3 WHERE session_id = $1 AND holder_id = $2 AND left_at IS NULL`,
      [sessionId, holderId, this.clock.now()],
    );
    const after = {session_id: sessionId, place, held_pence: session.pricePence};
    await this.audit.record(tx, {
      ...by(principal),
      action: 'booking.place_taken',
      subject: {kind: 'booking', id},
      after,
    });
    await this.outbox.publish(tx, principal.councilId, 'booking.place_taken', id);
    return {id};
  }

  private async requireNone(tx: Tx, sessionId: string, holderId: string): Promise<void> {
    const [own] = await tx.query<unknown[]>(
      `SELECT FROM booking WHERE session_id = $1 AND holder_id = $2 AND state IN ('requested', 'accepted')`,
      [sessionId, holderId],
    );
    if (own) throw new DomainError('conflict', 'PLACE_TAKEN_ALREADY', 'You have a place in this already.');
  }
}

async function insert(
  tx: Tx,
  principal: Principal,
  {session, holderId, lineId, place}: {session: BookableSession; holderId: string; lineId: string; place: number},
): Promise<{id: string; visitId: string}> {
  const letters = Array.from({length: 8}, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  const [row] = await tx.query<[{id: string; visitId: string}]>(
    `WITH made AS (
       INSERT INTO booking (council_id, reference, holder_id, listing_id, session_id, requested_by, requested_how)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
     ), shared AS (
       INSERT INTO booking_split (booking_id, line_id, council_id, share_bp) SELECT id, $8, $1, ${WHOLE_BP} FROM made
     )
     INSERT INTO visit (council_id, booking_id, worker_id, lane, starts_at, ends_at, price_pence)
     SELECT $1, id, $5, $9, $10, $11, $12 FROM made RETURNING booking_id AS id, id AS "visitId"`,
    [
      ...[principal.councilId, `${letters.slice(0, 4)}-${letters.slice(4)}`, holderId, session.listingId, session.id],
      ...[principal.personId, principal.actingFor?.contact?.how ?? null, lineId, place, session.startsAt],
      ...[session.endsAt, session.pricePence],
    ],
  );
  return row;
}

export function sessionFull(): DomainError {
  return new DomainError('conflict', 'SESSION_FULL', 'There is no place left. You can wait for one.');
}

export function sessionClosed(): DomainError {
  return new DomainError('refused', 'SESSION_CLOSED', 'This session cannot be booked any more.');
}
