import {Injectable} from '@nestjs/common';
import {SharedFacts, type SharedFact} from '@app/bookings';
import type {Day} from '@app/kernel';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

type What = TemplateData<'shared_told'>['what'];

const GROUP: Record<string, What> = {
  'shared.asked_to_join': 'asked',
  'shared.joined': 'joined',
  'shared.leaving': 'leaving',
  'shared.left': 'left',
  'shared.booked': 'booked',
};
const ONE: Record<string, What> = {'shared.away': 'away', 'shared.back': 'back'};

/** Shared support: everybody who shares it is told who joins, leaves or is away, and what follows for what they pay. */
@Injectable()
export class TellShared {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly facts: SharedFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of shared support',
      topics: [...Object.keys(GROUP), ...Object.keys(ONE)],
      handle: (events) =>
        told.each(events, (tx, event) => (ONE[event.topic] ? this.one(tx, event) : this.group(tx, event))),
    });
  }

  private async group(tx: Tx, event: RelayedEvent): Promise<void> {
    const shared = await this.facts.one(tx, event.subjectId);
    const what = GROUP[event.topic];
    if (shared && what) await this.all(tx, event, shared, {what, name: null, visits: 0, firstOn: null});
  }

  private async one(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.sharer(tx, event.subjectId);
    const what = ONE[event.topic];
    if (!fact || !what) return;
    const people = fact.shared.people.filter(({id}) => id !== fact.person.id);
    const said = {what, name: fact.person.name, visits: fact.away, firstOn: fact.firstOn};
    await this.all(tx, event, {...fact.shared, people}, said);
  }

  /** Somebody may ask, leave and be away again: each time is news. */
  private async all(
    tx: Tx,
    event: RelayedEvent,
    {id, title, people}: SharedFact,
    said: {what: What; name: string | null; visits: number; firstOn: Day | null},
  ): Promise<void> {
    for (const person of people) {
      for (const {personId, forName} of await this.told.holderSide(tx, person)) {
        await this.notices.tell(tx, {
          councilId: event.councilId,
          to: {personId},
          template: 'shared_told',
          data: {path: `/shared/${id}`, title, forName, ...said},
          key: `${keyOf(event, personId)}:${person.id}:${event.id}`,
        });
      }
    }
  }
}
