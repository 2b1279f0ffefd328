import {Clock} from '@app/kernel';

/** Runs with the real time, or from a moment that a test travels to. */
export class TestClock extends Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  travelTo(instant: Date | string): void {
    this.offset = new Date(instant).getTime() - Date.now();
  }

  back(): void {
    this.offset = 0;
  }
}
