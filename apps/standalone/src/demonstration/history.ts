import type {FixedClock} from '@app/kernel';
import type {INestApplicationContext} from '@nestjs/common';
import type {People} from './seed-people.js';

/** The demonstration's first council, and the means of letting something happen in it. */
export interface History {
  app: INestApplicationContext;
  clock: FixedClock;
  now: Date;
  councilId: string;
  people: People;
  /** Listings of those who can sign in, by login. */
  listings: People;
}
