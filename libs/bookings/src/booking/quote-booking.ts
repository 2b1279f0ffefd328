import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {bankHoliday, londonDay, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {allot, totals} from './allot.js';
import type {BookingRequest} from './booking-request.js';
import {PrepareBooking} from './prepare-booking.js';

export interface BookingQuote {
  listingName: string;
  /** `planned` ones are beyond the periods that are known: nothing is held for them yet. */
  visits: {
    startsAt: Date;
    endsAt: Date;
    pricePence: Pence;
    bankHoliday: string | null;
    taken: boolean;
    planned: boolean;
  }[];
  /** What each period of each line would hold, and what it would have left: below nought when it is not enough. */
  periods: {lineId: string; startsOn: Day; endsOn: Day; pence: Pence; leftPence: Pence}[];
  totalPence: Pence;
}

/** What a booking would cost and leave, by the same rules that booking it keeps. Nothing is written. */
@Injectable()
export class QuoteBooking {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly prepare: PrepareBooking,
  ) {}

  /**
   * Whether somebody could be booked so, apart from the money, for whoever only proposes it. Without a line it is left
   * open who pays.
   * @throws what booking it throws
   */
  async requirePossible(tx: Tx, holderId: string, request: BookingRequest): Promise<void> {
    await this.prepare.run(tx, holderId, request, false, true);
  }

  run(principal: Principal, request: BookingRequest): Promise<BookingQuote> {
    const holderId = holderFor(principal, 'book');
    return this.uow.run(principal.councilId, async (tx) => {
      const prepared = await this.prepare.run(tx, holderId, request, false);
      const {listing, visits, periods} = prepared;
      const clashes = new Set((await this.prepare.clashes(tx, request)).map((at) => at.getTime()));
      const planned = await this.prepare.planned(tx, request, prepared);
      return {
        listingName: listing.name,
        visits: visits.map((visit, index) => ({
          ...visit,
          planned: planned.has(index),
          bankHoliday: bankHoliday(londonDay(visit.startsAt)),
          taken: clashes.has(visit.startsAt.getTime()),
        })),
        periods: totals(allot(visits, request.splits, periods), periods).map(({period, pence}) => ({
          lineId: period.lineId,
          startsOn: period.startsOn,
          endsOn: period.endsOn,
          pence,
          leftPence: period.availablePence - pence,
        })),
        totalPence: visits.reduce((sum, visit) => sum + visit.pricePence, 0),
      };
    });
  }
}
