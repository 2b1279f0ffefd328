import {Injectable} from '@nestjs/common';
import {RoleHolders} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {
  APPLICATION_DECIDED,
  APPLICATION_DEFERRED,
  ApplicationFacts,
  DEFERRAL_OVER,
  type ApplicationFact,
} from '@app/register';
import {Told} from './told.js';

/** Decisions, and that one is put off until a day, told to the applicant; that the day has come, to the officer too. */
@Injectable()
export class TellDecisions {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: ApplicationFacts,
    private readonly holders: RoleHolders,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {
    relay.subscribe({
      name: 'notices of decisions',
      topics: [APPLICATION_DECIDED, APPLICATION_DEFERRED, DEFERRAL_OVER],
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, event: RelayedEvent): Promise<void> {
    const application = await this.facts.of(tx, event.subjectId);
    if (!application) return;
    if (event.topic === DEFERRAL_OVER) return this.over(tx, event, application);
    const template = event.topic === APPLICATION_DECIDED ? 'application_decided' : 'application_deferred';
    for (const personId of application.applicants) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template,
        data: {applicationId: application.id, scheme: application.scheme},
        key: keyOf(event, application, personId),
      });
    }
  }

  /** Nothing, when it was taken up, decided or put off again before. */
  private async over(tx: Tx, event: RelayedEvent, application: ApplicationFact): Promise<void> {
    const {id: applicationId, scheme, applicants, assignedTo, deferredUntil} = application;
    if (!deferredUntil || deferredUntil > londonDay(this.clock.now())) return;
    const {councilId} = event;
    for (const personId of applicants) {
      const key = keyOf(event, application, personId);
      const data = {applicationId, scheme};
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'deferral_over', data, key});
    }
    for (const personId of assignedTo ? [assignedTo] : await this.holders.of(tx, 'officer')) {
      const key = keyOf(event, application, personId);
      const data = {applicationId};
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'deferred_waits', data, key});
    }
  }
}

/** An application is decided again after an appeal, and can be put off again: each time is told. */
function keyOf({topic, subjectId}: RelayedEvent, {decisions, deferrals}: ApplicationFact, personId: string): string {
  return `${topic}:${subjectId}:${topic === APPLICATION_DECIDED ? decisions : deferrals}:${personId}`;
}
