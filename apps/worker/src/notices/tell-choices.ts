import {Injectable} from '@nestjs/common';
import {SEARCH_FOUND, SearchFacts, SHORTLIST_SHARED, ShortlistFacts} from '@app/choices';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** That somebody shares a shortlist, to who may read it now; and whom a saved search found, to who keeps it. */
@Injectable()
export class TellChoices {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly shortlists: ShortlistFacts,
    private readonly searches: SearchFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of choices',
      topics: [SHORTLIST_SHARED, SEARCH_FOUND],
      handle: (events) =>
        told.each(events, (tx, event) =>
          event.topic === SHORTLIST_SHARED ? this.tellShared(tx, event) : this.tellFound(tx, event),
        ),
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

  private async tellFound(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.searches.found(tx, event.subjectId);
    if (!fact) return;
    const {searchId, name, listings} = fact;
    for (const {personId, forName} of fact.readers) {
      const data = {searchId, name, listings, forName};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId: event.councilId, to: {personId}, template: 'search_found', data, key});
    }
  }
}
