import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {OwnListing} from '../owners/own-listing.js';
import type {Exception, Pattern} from './availability.js';
import {AvailabilityException, AvailabilityPattern} from './availability.entity.js';
import {checkAvailability} from './check-availability.js';

export interface Availability {
  patterns: Pattern[];
  exceptions: Exception[];
}

/** When somebody works, all of it at once. What is booked stands, whatever the hours say now. */
@Injectable()
export class SetAvailability {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING, VALIDATION_FAILED
   */
  async run(principal: Principal, listingId: string | null, {patterns, exceptions}: Availability): Promise<void> {
    checkAvailability(patterns, exceptions, londonDay(this.clock.now()));
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      const owned = {councilId: principal.councilId, listingId: id};
      await tx.delete(AvailabilityPattern, {listingId: id});
      await tx.delete(AvailabilityException, {listingId: id});
      await add(tx, AvailabilityPattern, patterns.map((each) => ({...owned, ...stored(each)})));
      await add(tx, AvailabilityException, exceptions.map((each) => ({...owned, ...stored(each)})));
      await this.own.changed(tx, principal, id, {
        action: 'listing.availability_changed',
        after: {patterns: patterns.length, exceptions: exceptions.length},
      });
    });
  }
}

const stored = <T extends Pattern | Exception>({from: fromTime, to: toTime, ...rest}: T) => ({
  ...rest,
  fromTime,
  toTime,
});

async function add<T extends object>(tx: Tx, table: new () => T, rows: Partial<T>[]): Promise<void> {
  if (rows.length > 0) await tx.createQueryBuilder().insert().into(table).values(rows).execute();
}
