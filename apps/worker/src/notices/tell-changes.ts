import {Injectable} from '@nestjs/common';
import {RoleHolders} from '@app/identity';
import {CHANGE_DECIDED, CHANGE_WAITING, ChangeFacts} from '@app/listings';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** Changes of listings that wait for a check, told to the officers; what became of them, told to their owners. */
@Injectable()
export class TellChanges {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ChangeFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of changes of listings',
      topics: [CHANGE_WAITING, CHANGE_DECIDED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const change = await this.facts.of(tx, event.subjectId);
    if (!change) return;
    const {councilId} = event;
    if (event.topic === CHANGE_DECIDED) {
      const data = {listingId: change.listingId, accepted: change.outcome === 'accepted', reason: change.reason};
      for (const personId of change.owners) {
        const key = keyOf(event, personId);
        await this.notices.tell(tx, {councilId, to: {personId}, template: 'change_decided', data, key});
      }
      return;
    }
    if (change.outcome !== null) return;
    const data = {changeId: change.id, shownName: change.shownName};
    for (const personId of await this.holders.of(tx, 'officer')) {
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'change_waiting', data, key});
    }
  }
}
