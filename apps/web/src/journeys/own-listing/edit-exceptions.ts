import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {SetAvailability, type Exception, type OwnListingView} from '@app/listings';
import {EditListing} from './edit-listing.js';
import {exceptionLines, type ExceptionLine} from './exceptions.js';

/** Days that differ from a usual week, one more or one less: with extra hours, or away. */
@Injectable()
export class EditExceptions {
  constructor(
    private readonly edit: EditListing,
    private readonly sets: SetAvailability,
    private readonly clock: Clock,
  ) {}

  today(): Day {
    return londonDay(this.clock.now());
  }

  lines(listing: OwnListingView, available: boolean): ExceptionLine[] {
    return exceptionLines(listing, this.today(), available);
  }

  add(principal: Principal, listing: OwnListingView, one: Exception): Promise<void> {
    return this.sets.run(principal, listing.id, {...listing, exceptions: [...listing.exceptions, one]});
  }

  /** The one that a form names; none when it is gone already. */
  async remove(principal: Principal, id: string, available: boolean, which: string | undefined): Promise<void> {
    const listing = await this.edit.read(principal, id);
    const gone = this.lines(listing, available).find(({key}) => key === which);
    if (!gone) return;
    const exceptions = listing.exceptions.filter((each) => each !== gone.exception);
    await this.sets.run(principal, id, {...listing, exceptions});
  }
}
