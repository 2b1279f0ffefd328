import {Injectable} from '@nestjs/common';
import {Representatives} from '@app/identity';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {PlanFacts} from '@app/plans';
import {Told} from './told.js';

type What = TemplateData<'plan_moved'>['what'];

const WHAT: Record<string, What> = {
  'support_plan.offered': 'offered',
  'support_plan.agreed': 'agreed',
  'support_plan.reopened': 'reopened',
  'support_plan.accepted': 'accepted',
  'support_plan.returned': 'returned',
};

/** Where a plan has come to: told to the person, to who wrote it for them, and to everybody who agrees plans for them. */
@Injectable()
export class TellPlans {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly plans: PlanFacts,
    private readonly representatives: Representatives,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of plans',
      topics: Object.keys(WHAT),
      handle: (events) => told.each(events, (tx, event) => this.tell(tx, event)),
    });
  }

  private async tell(tx: Tx, {councilId, topic, subjectId, id}: RelayedEvent): Promise<void> {
    const plan = await this.plans.of(tx, subjectId);
    if (!plan) return;
    const {person, writer} = plan;
    // Whoever wrote it may no longer act for them, and then hears no more of it.
    const writers = await this.representatives.of(tx, person.id, 'write_plan');
    const agree = await this.representatives.of(tx, person.id, 'agree_plan');
    const all = new Set([person.id, ...agree, ...writers.filter((each) => each === writer)]);
    for (const personId of all) {
      await this.notices.tell(tx, {
        councilId,
        to: {personId},
        template: 'plan_moved',
        data: {what: WHAT[topic] as What, person: person.name, toPerson: personId === person.id},
        // A plan may go back and forth: each time is told.
        key: `${topic}:${id}:${personId}`,
      });
    }
  }
}
