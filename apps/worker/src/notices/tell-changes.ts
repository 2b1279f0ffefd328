import {Injectable} from '@nestjs/common';
import {RoleHolders} from '@app/identity';
import {
  CHANGE_DECIDED,
  CHANGE_WAITING,
  ChangeFacts,
  PICTURE_TAKEN_DOWN,
  PictureFacts,
  RESTS_UNANSWERED,
  SERVICES_TAKEN_OFF,
  STILL_RIGHT_ASKED,
  StillRightFacts,
  TakeOffUnregistered,
} from '@app/listings';
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
    private readonly still: StillRightFacts,
    private readonly pictures: PictureFacts,
    private readonly unregistered: TakeOffUnregistered,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of changes of listings',
      topics: [CHANGE_WAITING, CHANGE_DECIDED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
    relay.subscribe({
      name: 'notices of pictures that were taken down',
      topics: [PICTURE_TAKEN_DOWN],
      handle: (events) => told.each(events, (tx, event) => this.tellTakenDown(tx, event)),
    });
    relay.subscribe({
      name: 'notices of listings that nobody touches',
      topics: [STILL_RIGHT_ASKED, RESTS_UNANSWERED],
      handle: (events) => told.each(events, (tx, event) => this.tellStill(tx, event)),
    });
    relay.subscribe({
      name: 'notices of services that were taken off listings',
      topics: [SERVICES_TAKEN_OFF],
      handle: (events) => told.each(events, (tx, event) => this.tellTakenOff(tx, event)),
    });
  }

  private async tellTakenDown(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.pictures.of(tx, event.subjectId);
    if (!fact) return;
    const {listingId, reason, owners} = fact;
    for (const personId of owners) {
      const [data, key] = [{listingId, reason}, keyOf(event, personId)];
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'picture_taken_down',
        data,
        key,
      });
    }
  }

  private async tellTakenOff(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId: listingId, id} = event;
    const fact = await this.unregistered.ownersOf(tx, listingId);
    for (const personId of fact?.owners ?? []) {
      const key = `${keyOf(event, personId)}:${id}`;
      const data = {listingId, name: fact?.name ?? ''};
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'services_taken_off', data, key});
    }
  }

  private async tellStill(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, subjectId: listingId, topic, id} = event;
    const fact = await this.still.of(tx, listingId);
    for (const personId of fact?.owners ?? []) {
      const [to, key] = [{personId}, `${keyOf(event, personId)}:${id}`];
      const data = {listingId, name: fact?.name ?? '', restsOn: fact?.restsOn ?? ''};
      if (topic === STILL_RIGHT_ASKED) await this.notices.tell(tx, {councilId, to, template: 'still_right', data, key});
      else await this.notices.tell(tx, {councilId, to, template: 'listing_rests', data, key});
    }
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
