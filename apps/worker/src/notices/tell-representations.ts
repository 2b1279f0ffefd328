import {Injectable} from '@nestjs/common';
import {ActingFacts, Representatives} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

const TEMPLATES = {
  'representation.recorded': 'representation_recorded',
  'representation.ended': 'representation_ended',
} as const;

/** That somebody may act for somebody, or no longer: told to both and to everybody else who acts for the holder. */
@Injectable()
export class TellRepresentations {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ActingFacts,
    private readonly representatives: Representatives,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of who acts for whom',
      topics: [...Object.keys(TEMPLATES), 'capacity.has'],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private tell(tx: Tx, event: RelayedEvent): Promise<void> {
    return event.topic === 'capacity.has' ? this.capacity(tx, event) : this.representation(tx, event);
  }

  private async representation(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.representation(tx, event.subjectId);
    if (!fact) return;
    const {holder, representative, kind} = fact;
    const others = await this.representatives.of(tx, holder.id, 'see_support');
    const sides = new Map<string, 'holder' | 'representative' | 'other'>([
      ...others.map((id) => [id, 'other'] as const),
      [representative.id, 'representative'],
      [holder.id, 'holder'],
    ]);
    for (const [personId, to] of sides) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: TEMPLATES[event.topic as keyof typeof TEMPLATES],
        data: {holder: holder.name, representative: representative.name, kind, to},
        key: keyOf(event, personId),
      });
    }
  }

  private async capacity(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.capacity(tx, event.subjectId);
    for (const personId of fact?.stoodIn ?? []) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'capacity_returned',
        data: {holder: fact?.person ?? '', area: fact?.area ?? 'money'},
        key: keyOf(event, personId),
      });
    }
  }
}
