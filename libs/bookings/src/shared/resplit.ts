import {Injectable} from '@nestjs/common';
import {Clock, DomainError} from '@app/kernel';
import type {Tx} from '@app/platform';
import {In, MoreThan} from 'typeorm';
import type {Booking} from '../booking/booking.entity.js';
import {lockBookings} from '../booking/lock-bookings.js';
import {Payers} from '../funding/payers.js';
import {VisitFunding} from '../funding/visit-funding.js';
import {Visit} from '../visit/visit.entity.js';

interface Who {
  councilId: string;
  actorId?: string | undefined;
  forId?: string | undefined;
}

/** Who pays for what several share has changed: the money of visits still to come follows. The sharing is locked. */
@Injectable()
export class Resplit {
  constructor(
    private readonly funding: VisitFunding,
    private readonly clock: Clock,
  ) {}

  /** Somebody joined or left: visits still to come are paid by those who are in now, all of it or nothing. @throws ALLOCATION_INSUFFICIENT */
  async run(tx: Tx, who: Who, sharedId: string): Promise<void> {
    for (const {id} of await this.lock(tx, sharedId)) {
      const future = {bookingId: id, state: In(['requested', 'accepted']), startsAt: MoreThan(this.clock.now())};
      await this.move(tx, who, id, await tx.find(Visit, {where: future, order: {startsAt: 'ASC'}}));
    }
  }

  /**
   * Somebody is away from these, or is there again: the money of each moves where every budget can carry it. Where one
   * cannot, it stays, and whoever approves the hours settles it by the same rule.
   * @returns how many stay as they were
   */
  async whereItFits(tx: Tx, who: Who, visits: readonly Visit[]): Promise<number> {
    let stay = 0;
    for (const visit of visits.filter(({state, planned}) => !planned && isToCome(state))) {
      await tx.query('SAVEPOINT before_visit');
      try {
        await this.move(tx, who, visit.bookingId, [visit]);
        await tx.query('RELEASE SAVEPOINT before_visit');
      } catch (error) {
        if (!(error instanceof DomainError && error.code === 'ALLOCATION_INSUFFICIENT')) throw error;
        await tx.query('ROLLBACK TO SAVEPOINT before_visit');
        stay += 1;
      }
    }
    return stay;
  }

  /** The bookings of a sharing, locked in the one order. */
  lock(tx: Tx, sharedId: string): Promise<Booking[]> {
    return lockBookings(tx, {sharedId, state: In(['requested', 'accepted'])});
  }

  private async move(tx: Tx, who: Who, bookingId: string, visits: readonly Visit[]): Promise<void> {
    if (visits.length === 0) return;
    const payers = await Payers.of(tx, bookingId);
    const fund = visits.map(({id, startsAt, endsAt, pricePence, state}) => ({
      ...{id, startsAt, endsAt, pricePence, splits: payers.on({id, startsAt})},
      state: state as 'requested' | 'accepted',
    }));
    await this.funding.replace(tx, {...who, kind: 'booking', id: bookingId}, {release: visits, fund});
  }
}

const isToCome = (state: Visit['state']) => state === 'requested' || state === 'accepted';
