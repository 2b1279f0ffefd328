import {Injectable} from '@nestjs/common';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {ApplicationFacts} from '@app/register';
import {keyOf, Told} from './told.js';

/** That there is a decision: told to the applicant. What it says stands on their page. */
@Injectable()
export class TellApplicants {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ApplicationFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices to applicants',
      topics: ['application.decided'],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const application = await this.facts.of(tx, event.subjectId);
    for (const personId of application?.applicants ?? []) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'application_decided',
        data: {applicationId: event.subjectId, scheme: application?.scheme ?? '', path: null},
        key: keyOf(event, personId),
      });
    }
  }
}
