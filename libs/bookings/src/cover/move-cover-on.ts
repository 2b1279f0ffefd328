import {Injectable} from '@nestjs/common';
import {Clock, londonDay, minutes} from '@app/kernel';
import {Bookable} from '@app/listings';
import {Outbox, type Tx} from '@app/platform';
import {Standings} from '@app/register';
import {In} from 'typeorm';
import {Booking} from '../booking/booking.entity.js';
import {clashingVisits} from '../booking/lanes.js';
import {Visit} from '../visit/visit.entity.js';
import {CoverAsk, CoverRequest} from './cover.entity.js';

/** Whoever had their time without an answer is passed over, and the next is asked; until there is nobody left. */
@Injectable()
export class MoveCoverOn {
  constructor(
    private readonly bookable: Bookable,
    private readonly standings: Standings,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Called in the transaction of whatever makes it move; twice does nothing more. */
  async run(tx: Tx, councilId: string, requestId: string): Promise<void> {
    const known = await tx.findOneBy(CoverRequest, {id: requestId});
    const visit = known && (await tx.findOneBy(Visit, {id: known.visitId}));
    if (!visit) return;
    await tx.findOne(Booking, {where: {id: visit.bookingId}, lock: {mode: 'for_no_key_update'}});
    const request = await tx.findOneOrFail(CoverRequest, {where: {id: requestId}, lock: {mode: 'for_no_key_update'}});
    if (request.state !== 'asking' && request.state !== 'nobody') return;
    const now = this.clock.now();
    const stands = (await tx.findOneByOrFail(Visit, {id: visit.id})).state === 'accepted' && visit.startsAt > now;
    if (!stands) return this.end(tx, requestId, 'withdrawn');
    if (request.state === 'asking') await this.ask(tx, councilId, request, visit, now);
  }

  /** Over: numbers are no longer needed. */
  async end(
    tx: Tx,
    requestId: string,
    state: 'withdrawn' | 'covered',
    coverVisitId: string | null = null,
  ): Promise<void> {
    await tx.update(CoverRequest, {id: requestId}, {state, endedAt: this.clock.now(), coverVisitId});
    await tx.query(
      `UPDATE cover_ask SET phone = NULL,
         state = CASE WHEN state IN ('waiting', 'asked', 'timed_out') THEN 'skipped' ELSE state END
       WHERE request_id = $1`,
      [requestId],
    );
  }

  /** Its visit is at another time now: whoever was asked was asked about what is no more. */
  async endFor(tx: Tx, visitIds: readonly string[]): Promise<void> {
    const open = {visitId: In(visitIds), state: In(['asking', 'nobody'])};
    const requests = await tx.find(CoverRequest, {where: open, order: {id: 'ASC'}, lock: {mode: 'for_no_key_update'}});
    for (const {id} of requests) await this.end(tx, id, 'withdrawn');
  }

  private async ask(tx: Tx, councilId: string, request: CoverRequest, visit: Visit, now: Date): Promise<void> {
    const asks = await tx.find(CoverAsk, {where: {requestId: request.id}, order: {position: 'ASC'}});
    for (const ask of asks) {
      if (ask.state === 'asked') {
        if (ask.answerBy && ask.answerBy > now) return;
        await tx.update(CoverAsk, {id: ask.id}, {state: 'timed_out'});
      }
      if (ask.state !== 'waiting') continue;
      if (ask.listingId && !(await this.couldCome(tx, ask.listingId, visit))) {
        await tx.update(CoverAsk, {id: ask.id}, {state: 'skipped'});
        continue;
      }
      const answerBy = new Date(now.getTime() + request.answerMinutes * 60_000);
      await tx.update(CoverAsk, {id: ask.id}, {state: 'asked', askedAt: now, answerBy});
      await this.outbox.publish(tx, councilId, 'cover.asked', ask.id);
      return;
    }
    await tx.update(CoverRequest, {id: request.id}, {state: 'nobody'});
    await this.outbox.publish(tx, councilId, 'cover.nobody', request.id);
  }

  /** Live, listed on the day, not elsewhere, coming for as short a visit, and neither of the two has blocked the other. */
  private async couldCome(tx: Tx, listingId: string, visit: Visit): Promise<boolean> {
    const listing = await this.bookable.read(tx, listingId);
    if (listing?.state !== 'live') return false;
    const day = londonDay(visit.startsAt);
    if (!(await this.standings.on(tx, listing.memberId, [day])).get(day)?.listed) return false;
    if (listing.minimumMinutes !== null && minutes(visit) < listing.minimumMinutes) return false;
    const [between] = await tx.query<{blocked: boolean}[]>(
      `SELECT conversation_blocked(holder_id, $2, holder_id) AS blocked FROM booking WHERE id = $1`,
      [visit.bookingId, listingId],
    );
    return !between?.blocked && (await clashingVisits(tx, listing, [visit])).length === 0;
  }
}
