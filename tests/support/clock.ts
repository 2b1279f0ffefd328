import {addDays, Clock, londonClock, londonDay, londonInstant} from '@app/kernel';

/** Runs with the real time, or from a moment that a test travels to. */
export class TestClock extends Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  travelTo(instant: Date | string): void {
    this.offset = new Date(instant).getTime() - Date.now();
  }

  /** So many days from today, at this time of day in London: a day is not always 24 hours, and 23:30 not the same day. */
  travelDays(days: number): void {
    const now = new Date();
    this.travelTo(londonInstant(addDays(londonDay(now), days), londonClock(now).toISOString().slice(11, -1)));
  }

  back(): void {
    this.offset = 0;
  }
}
