import {Injectable} from '@nestjs/common';
import {CoverFacts, type CoverFact} from '@app/bookings';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

type What = TemplateData<'cover_told'>['what'];

const REQUESTS = ['cover.started', 'cover.found', 'cover.nobody', 'cover.withdrawn'];

/** Cover: whoever is asked is asked, both sides of the visit are told how it goes, and so is whoever comes instead. */
@Injectable()
export class TellCover {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly facts: CoverFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of cover',
      topics: ['cover.asked', ...REQUESTS],
      handle: (events) =>
        told.each(events, (tx, event) =>
          event.topic === 'cover.asked' ? this.asked(tx, event) : this.request(tx, event),
        ),
    });
  }

  private async asked(tx: Tx, event: RelayedEvent): Promise<void> {
    const ask = await this.facts.ask(tx, event.subjectId);
    const fact = ask && (await this.facts.request(tx, ask.requestId));
    if (!ask || !fact) return;
    if (!ask.listingId) return this.both(tx, event, fact, 'ring', ask.name);
    const [startsAt, endsAt] = [fact.startsAt.toISOString(), fact.endsAt.toISOString()];
    for (const personId of ask.asked) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'cover_asked',
        data: {
          askId: event.subjectId,
          holder: fact.holder.name,
          startsAt,
          endsAt,
          answerBy: ask.answerBy.toISOString(),
        },
        key: keyOf(event, personId),
      });
    }
  }

  private async request(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.request(tx, event.subjectId);
    if (!fact) return;
    const what = event.topic.split('.')[1] as What;
    await this.both(tx, event, fact, what, fact.found?.name ?? null);
    if (what !== 'found') return;
    const path = fact.found?.bookingId ? `/bookings/${fact.found.bookingId}` : '/work';
    for (const personId of fact.found?.workers ?? []) {
      await this.tell(tx, event, fact, {personId, forName: '', side: 'cover', other: fact.holder.name, what, path});
    }
  }

  /** Of a number to ring only the holder's side, whose contact it is; of the beginning whoever did not begin it. */
  private async both(tx: Tx, event: RelayedEvent, fact: CoverFact, what: What, name: string | null): Promise<void> {
    for (const {personId, forName, side, other, sharedPath} of await this.told.bothSides(tx, fact)) {
      if (what === 'ring' && (side !== 'holder' || sharedPath)) continue;
      if (what === 'started' && side === fact.side) continue;
      const path = sharedPath ?? `/cover/${fact.requestId}`;
      await this.tell(tx, event, fact, {personId, forName, side, other, what, path, name});
    }
  }

  private async tell(
    tx: Tx,
    event: RelayedEvent,
    fact: CoverFact,
    to: {
      personId: string;
      forName: string;
      side: 'holder' | 'worker' | 'cover';
      other: string;
      what: What;
      path: string;
      name?: string | null;
    },
  ): Promise<void> {
    const {personId, name = fact.found?.name ?? null, ...rest} = to;
    await this.notices.tell(tx, {
      councilId: event.councilId,
      to: {personId},
      template: 'cover_told',
      data: {...rest, name, startsAt: fact.startsAt.toISOString(), endsAt: fact.endsAt.toISOString()},
      key: keyOf(event, personId),
    });
  }
}
