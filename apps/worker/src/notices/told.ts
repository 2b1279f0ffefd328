import {Injectable} from '@nestjs/common';
import {SharedFacts, type Sides} from '@app/bookings';
import {ActingFacts, Representatives} from '@app/identity';
import type {ByWhom} from '@app/notifications';
import {UnitOfWork, type RelayedEvent, type Tx} from '@app/platform';

/** What every handler that tells something shares: one transaction an event, and who is told on a holder's side. */
@Injectable()
export class Told {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly representatives: Representatives,
    private readonly acting: ActingFacts,
    private readonly shared: SharedFacts,
  ) {}

  async each(events: readonly RelayedEvent[], tell: (tx: Tx, event: RelayedEvent) => Promise<void>): Promise<void> {
    for (const event of events) await this.uow.run(event.councilId, (tx) => tell(tx, event));
  }

  /** Who did it, when somebody did it for the holder. */
  async who(tx: Tx, {topic, subjectId}: RelayedEvent, holder: {name: string}): Promise<ByWhom | null> {
    const done = await this.acting.actedFor(tx, topic, subjectId);
    return done && {by: done.actor.name, forName: holder.name, how: done.how};
  }

  /** The holder, and whoever may book for them, who has to be told for whom it is. */
  async holderSide(tx: Tx, holder: {id: string; name: string}): Promise<{personId: string; forName: string}[]> {
    const others = await this.representatives.of(tx, holder.id, 'book');
    return [{personId: holder.id, forName: ''}, ...others.map((personId) => ({personId, forName: holder.name}))];
  }

  /** Everybody on both sides of a booking; where several share it, all of them. */
  async bothSides(tx: Tx, {holder, listing, workers, bookingId}: Sides & {bookingId?: string}): Promise<OneSide[]> {
    const holders: Omit<OneSide, 'side' | 'other'>[] = await this.holderSide(tx, holder);
    if (bookingId) holders.push(...(await this.sharers(tx, bookingId)));
    return [
      ...holders.map((each) => ({...each, side: 'holder' as const, other: listing.name})),
      ...workers.map((personId) => ({personId, forName: '', side: 'worker' as const, other: holder.name})),
    ];
  }

  /** Those who share a booking beside whom it is booked for, and whoever acts for them. */
  async sharers(tx: Tx, bookingId: string): Promise<{personId: string; forName: string; sharedPath: string}[]> {
    const all: {personId: string; forName: string; sharedPath: string}[] = [];
    for (const {sharedId, ...person} of await this.shared.besides(tx, bookingId)) {
      const side = await this.holderSide(tx, person);
      all.push(...side.map((each) => ({...each, sharedPath: `/shared/${sharedId}`})));
    }
    return all;
  }
}

/** Somebody on one side of a booking, and whom the other side is for them. */
export interface OneSide {
  personId: string;
  forName: string;
  side: 'holder' | 'worker';
  other: string;
  /** Their own page of it, where they share what is booked for another. */
  sharedPath?: string;
}

/** One message about one event to one person. */
export const keyOf = ({topic, subjectId}: RelayedEvent, personId: string) => `${topic}:${subjectId}:${personId}`;
