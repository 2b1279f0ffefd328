import {Injectable} from '@nestjs/common';
import {BookingFacts, ChangeFacts} from '@app/bookings';
import type {Day} from '@app/kernel';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

const VERSIONS = ['proposed', 'accepted', 'declined', 'withdrawn'].map((each) => `engagement_version.${each}`);
const GOES_ON = ['engagement.ending', 'engagement.payers_changed'];

/** Terms offered, changed, answered and ended: told to the other side, and what both have to know to both. */
@Injectable()
export class TellEngagements {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly facts: BookingFacts,
    private readonly changes: ChangeFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of agreements',
      topics: ['engagement.proposed', 'engagement.accepted', 'engagement.declined', ...VERSIONS, ...GOES_ON],
      handle: (events) =>
        told.each(events, (tx, event) => {
          if (VERSIONS.includes(event.topic)) return this.version(tx, event);
          return GOES_ON.includes(event.topic) ? this.goesOn(tx, event) : this.tell(tx, event);
        }),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const terms = await this.facts.engagement(tx, event.subjectId);
    if (!terms) return;
    const {id: engagementId, holder, listing, workers} = terms;
    const {councilId, topic} = event;
    if (topic === 'engagement.proposed') {
      const who = await this.told.who(tx, event, holder);
      for (const personId of workers) {
        const data = {engagementId, holder: holder.name, who};
        const key = keyOf(event, personId);
        await this.notices.tell(tx, {councilId, to: {personId}, template: 'terms_proposed', data, key});
      }
      return;
    }
    const accepted = topic === 'engagement.accepted';
    for (const {personId, forName} of await this.told.holderSide(tx, holder)) {
      const data = {engagementId, worker: listing.name, accepted, forName};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'terms_answered', data, key});
    }
  }

  private async version(tx: Tx, event: RelayedEvent): Promise<void> {
    const version = await this.changes.version(tx, event.subjectId);
    if (!version) return;
    const what = event.topic.split('.')[1] as TemplateData<'terms_changed'>['what'];
    const who = await this.told.who(tx, event, version.holder);
    for (const {personId, forName, side, other} of await this.told.bothSides(tx, version)) {
      const proposer = side === version.side;
      if (what === 'accepted' ? false : proposer !== (what === 'declined')) continue;
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'terms_changed',
        data: {
          ...{versionId: version.id, what, other, forName, who, startsOn: version.startsOn},
          reason: version.declineReason,
        },
        key: keyOf(event, personId),
      });
    }
  }

  private async goesOn(tx: Tx, event: RelayedEvent): Promise<void> {
    const ending = event.topic === 'engagement.ending';
    const fact = await this.changes.ending(tx, event.subjectId);
    const payers = ending ? null : await this.changes.payers(tx, event.subjectId);
    const firstOn = ending ? fact?.endsOn : payers?.fromDay;
    if (!fact || !firstOn) return;
    const who = await this.told.who(tx, event, fact.holder);
    for (const {personId, forName, side, other} of await this.told.bothSides(tx, fact)) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'visits_told',
        data: {
          path: side === 'holder' ? `/agreements/${fact.id}` : `/work/engagements/${fact.id}`,
          what: ending ? 'ending' : 'payers_changed',
          ...{other, forName, side, who, firstOn, today: false, reason: null},
          visits: ending ? fact.visits : (payers?.visits ?? 0),
        },
        // Somebody may change who pays more than once.
        key: ending ? keyOf(event, personId) : `${keyOf(event, personId)}:${firstOn}`,
      });
    }
    if (ending) await this.sharersToo(tx, event, fact.listing.name, firstOn);
  }

  /** Those who share what was booked under it have no agreement of their own to read it in. */
  private async sharersToo(tx: Tx, event: RelayedEvent, other: string, firstOn: Day): Promise<void> {
    for (const {bookingId, visits} of await this.changes.endingShared(tx, event.subjectId)) {
      for (const {personId, forName, sharedPath: path} of await this.told.sharers(tx, bookingId)) {
        await this.notices.tell(tx, {
          councilId: event.councilId,
          to: {personId},
          template: 'visits_told',
          data: {
            ...{path, what: 'shared_ending', other, forName, side: 'holder', visits, firstOn},
            ...{today: false, reason: null, who: null},
          },
          key: `${keyOf(event, personId)}:${bookingId}`,
        });
      }
    }
  }
}
