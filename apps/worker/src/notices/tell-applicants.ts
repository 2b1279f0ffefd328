import {Injectable} from '@nestjs/common';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {APPLICATION_ANSWERED, APPLICATION_ASKED, ApplicationFacts} from '@app/register';
import {keyOf, Told} from './told.js';

/** Questions, told to the applicant; answers, told to who asked. What is said stands on pages alone. */
@Injectable()
export class TellApplicants {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ApplicationFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of requests',
      topics: [APPLICATION_ASKED, APPLICATION_ANSWERED],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
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
