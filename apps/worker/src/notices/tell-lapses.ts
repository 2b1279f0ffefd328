import {Injectable} from '@nestjs/common';
import {RoleHolders} from '@app/identity';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {LAPSE_REMINDED, RENEWAL_ASKED, RenewalFacts} from '@app/register';
import {keyOf, Told} from './told.js';

/** What lapses, told to the member and to the officer; that a member has something new, told to the officer. */
@Injectable()
export class TellLapses {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: RenewalFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of lapses',
      topics: [LAPSE_REMINDED, RENEWAL_ASKED],
      handle: (events) =>
        told.each(events, (tx, event) =>
          event.topic === LAPSE_REMINDED ? this.reminded(tx, event) : this.asked(tx, event),
        ),
    });
  }

  private async reminded(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId} = event;
    const reminder = await this.facts.reminder(tx, event.subjectId);
    if (!reminder) return;
    const {name, requirements, lapsesOn, applicationId, officerId, people, daysBefore, sentOn} = reminder;
    for (const personId of people) {
      const data = {name, requirements, lapsesOn};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'lapse_near', data, key});
    }
    if (daysBefore === null) return;
    if (officerId) {
      const data = {applicationId, name, requirements, lapsesOn};
      const key = keyOf(event, officerId);
      await this.notices.tell(tx, {councilId, to: {personId: officerId}, template: 'member_lapses', data, key});
      return;
    }
    // One message a day for all of them, or a council's first morning would bring hundreds.
    for (const personId of await this.holders.of(tx, 'officer')) {
      const key = `lapses:${sentOn}:${personId}`;
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'lapses_today', data: {}, key});
    }
  }

  private async asked(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId} = event;
    const renewal = await this.facts.renewal(tx, event.subjectId);
    if (!renewal) return;
    const {applicationId, requirement, name, officerId} = renewal;
    for (const personId of officerId ? [officerId] : await this.holders.of(tx, 'officer')) {
      const data = {applicationId, requirement, name};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'renewal_offered', data, key});
    }
  }
}
