import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, notFound} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {BookingParties, type Side} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {illegalTransition} from '../bookings.errors.js';
import {Visit} from '../visit/visit.entity.js';
import {CoverAsk, CoverRequest} from './cover.entity.js';
import {MoveCoverOn} from './move-cover-on.js';

/** Somebody to ask, in the order in which they are given. */
export interface CoverContact {
  kind: 'pa' | 'provider' | 'friend';
  listingId: string | null;
  name: string;
  phone: string | null;
}

/** Whose support it is, and who asks for cover: whoever may know of the contacts decides what they are. */
export interface CoverWanted {
  holderId: string;
  side: Side | 'duty';
}

const UNIQUE_VIOLATION = '23505';
const LEAST_MINUTES = 5;

/** "My PA cannot come": begins to ask, one after the other. Nothing is booked or given back before somebody says yes. */
@Injectable()
export class StartCover {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly parties: BookingParties,
    private readonly moves: MoveCoverOn,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @param byDuty the duty officer asks, who is no party to the visit
   * @param contactsOf whom to ask for this holder; may refuse
   * @returns the id of the request
   * @throws NOT_FOUND, ILLEGAL_TRANSITION, COVER_ASKED while others are asked already, NO_CONTACTS
   */
  async run(
    principal: Principal,
    visitId: string,
    byDuty: boolean,
    contactsOf: (tx: Tx, wanted: CoverWanted) => Promise<readonly CoverContact[]>,
  ): Promise<string> {
    try {
      return await this.uow.run(principal.councilId, (tx) => this.within(tx, principal, visitId, byDuty, contactsOf));
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'COVER_ASKED', 'Others are being asked for this visit already.');
    }
  }

  private async within(
    tx: Tx,
    principal: Principal,
    visitId: string,
    byDuty: boolean,
    contactsOf: (tx: Tx, wanted: CoverWanted) => Promise<readonly CoverContact[]>,
  ): Promise<string> {
    const {councilId} = principal;
    const found = await tx.findOneBy(Visit, {id: visitId});
    if (!found) throw notFound('visit');
    const {booking, side} = byDuty
      ? {booking: await this.lockBooking(tx, found.bookingId), side: 'duty' as const}
      : await this.parties.lock(tx, principal, found.bookingId, 'book');
    const contacts = await contactsOf(tx, {holderId: booking.holderId, side});
    const visit = await tx.findOneByOrFail(Visit, {id: visitId});
    const now = this.clock.now();
    if (visit.state !== 'accepted' || visit.startsAt <= now) {
      throw illegalTransition('visit', visit.startsAt <= now ? 'over' : visit.state, 'find cover for');
    }
    const asked = contacts.filter(({listingId}) => listingId !== booking.listingId).slice(0, 3);
    if (asked.length === 0) throw noContacts();
    const answerMinutes = await this.minutes(tx, visit, asked.length, now);
    const {identifiers} = await tx.insert(CoverRequest, {
      councilId,
      visitId,
      side,
      askedBy: principal.personId,
      answerMinutes,
    });
    const {id} = identifiers[0] as {id: string};
    await tx.insert(
      CoverAsk,
      asked.map((contact, index) => ({...contact, councilId, requestId: id, position: index + 1})),
    );
    await this.audit.record(tx, {
      ...by(principal),
      action: 'cover.started',
      subject: {kind: 'cover_request', id},
      after: {visit_id: visitId, side, contacts: asked.length},
    });
    await this.outbox.publish(tx, councilId, 'cover.started', id);
    await this.moves.run(tx, councilId, id);
    return id;
  }

  /** By the council's rule; less where the visit would begin before all had that long. */
  private async minutes(tx: Tx, {startsAt}: Visit, contacts: number, now: Date): Promise<number> {
    const [rule] = await tx.query<{minutes: number}[]>(
      `SELECT answer_minutes AS minutes FROM cover_rule WHERE starts_on <= $1
       ORDER BY council_id NULLS LAST, starts_on DESC LIMIT 1`,
      [londonDay(now)],
    );
    const left = Math.floor((startsAt.getTime() - now.getTime()) / 60_000 / (contacts + 1));
    return Math.max(LEAST_MINUTES, Math.min(rule?.minutes ?? LEAST_MINUTES, left));
  }

  private async lockBooking(tx: Tx, id: string): Promise<Booking> {
    return tx.findOneOrFail(Booking, {where: {id}, lock: {mode: 'for_no_key_update'}});
  }
}

function noContacts(): DomainError {
  const message = 'No back-up contacts are named. Name some first, or ring the council.';
  return new DomainError('refused', 'NO_CONTACTS', message);
}
