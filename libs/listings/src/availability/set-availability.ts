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
      await addPatterns(
        tx,
        patterns.map((each) => ({...owned, ...each})),
      );
      await addExceptions(
        tx,
        exceptions.map((each) => ({...owned, ...each})),
      );
      await this.own.changed(tx, principal, id, {
        action: 'listing.availability_changed',
        after: {patterns: patterns.length, exceptions: exceptions.length},
      });
    });
  }
}

interface Owned {
  councilId: string;
  listingId: string;
}

async function addPatterns(tx: Tx, patterns: (Owned & Pattern)[]): Promise<void> {
  if (patterns.length === 0) return;
  await tx.insert(
    AvailabilityPattern,
    patterns.map(({from: fromTime, to: toTime, ...rest}) => ({...rest, fromTime, toTime})),
  );
}

async function addExceptions(tx: Tx, exceptions: (Owned & Exception)[]): Promise<void> {
  if (exceptions.length === 0) return;
  await tx.insert(
    AvailabilityException,
    exceptions.map(({from: fromTime, to: toTime, ...rest}) => ({...rest, fromTime, toTime})),
  );
}
