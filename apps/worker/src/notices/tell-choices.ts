import {Injectable} from '@nestjs/common';
import {SHORTLIST_SHARED, ShortlistFacts} from '@app/choices';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** That somebody shares a shortlist, to who may read it now. */
@Injectable()
export class TellChoices {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly shortlists: ShortlistFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of choices',
      topics: [SHORTLIST_SHARED],
      handle: (events) => told.each(events, (tx, event) => this.tellShared(tx, event)),
    });
  }

  private async tellShared(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.shortlists.shared(tx, event.subjectId);
    if (!fact) return;
    const {supporterId: personId, holderId, holderName} = fact;
    const data = {holderId, holder: holderName};
    const key = keyOf(event, personId);
    await this.notices.tell(tx, {councilId: event.councilId, to: {personId}, template: 'shortlist_shared', data, key});
  }
}
