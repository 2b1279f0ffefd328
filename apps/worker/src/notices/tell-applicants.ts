import {Injectable} from '@nestjs/common';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {APPLICATION_ANSWERED, APPLICATION_ASKED, APPLICATION_DECIDED, ApplicationFacts} from '@app/register';
import {keyOf, Told} from './told.js';

/** Decisions and questions, told to the applicant; answers, told to who asked. What they say stands on pages alone. */
@Injectable()
export class TellApplicants {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ApplicationFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of applications',
      topics: [APPLICATION_DECIDED, APPLICATION_ASKED, APPLICATION_ANSWERED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    if (event.topic === APPLICATION_DECIDED) await this.decided(tx, event);
    else await this.request(tx, event);
  }

  private async decided(tx: Tx, event: RelayedEvent): Promise<void> {
    const application = await this.facts.of(tx, event.subjectId);
    for (const personId of application?.applicants ?? []) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'application_decided',
        data: {applicationId: event.subjectId, scheme: application?.scheme ?? '', path: `/apply/${event.subjectId}`},
        key: keyOf(event, personId),
      });
    }
  }

  private async request(tx: Tx, event: RelayedEvent): Promise<void> {
    const request = await this.facts.ofRequest(tx, event.subjectId);
    if (!request) return;
    const {councilId} = event;
    const {id: applicationId, applicants, askedBy} = request;
    if (event.topic === APPLICATION_ANSWERED) {
      const key = keyOf(event, askedBy);
      await this.notices.tell(tx, {
        councilId,
        to: {personId: askedBy},
        template: 'applicant_answered',
        data: {applicationId},
        key,
      });
      return;
    }
    for (const personId of applicants) {
      const key = keyOf(event, personId);
      const data = {applicationId, path: `/apply/${applicationId}`};
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'applicant_asked', data, key});
    }
  }
}
