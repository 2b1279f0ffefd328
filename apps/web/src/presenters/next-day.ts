import {londonDay, type TimeRange} from '@app/kernel';

/** Whether a visit goes on into another day; one that ends at midnight does not. */
export function endsNextDay({startsAt, endsAt}: TimeRange): boolean {
  return londonDay(new Date(endsAt.getTime() - 1)) !== londonDay(startsAt);
}
