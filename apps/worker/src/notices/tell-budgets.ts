import {Injectable} from '@nestjs/common';
import {BudgetFacts} from '@app/allocations';
import {Representatives} from '@app/identity';
import {formatDay} from '@app/kernel';
import {Notices} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

/** How a budget is looked at, a fund’s statement and a pool of hours: told to the person, and to who may spend for them. */
@Injectable()
export class TellBudgets {
  constructor(
    relay: OutboxRelay,
    told: Told,
    private readonly facts: BudgetFacts,
    private readonly representatives: Representatives,
    private readonly notices: Notices,
  ) {
    const subscribe = (name: string, topic: string, tell: (tx: Tx, event: RelayedEvent) => Promise<void>) =>
      relay.subscribe({name, topics: [topic], handle: (events) => told.each(events, tell)});
    subscribe('notices of ratings', 'budget.rated', (tx, event) => this.rated(tx, event));
    subscribe('notices of fund statements', 'fund_statement.sent', (tx, event) => this.statement(tx, event));
    subscribe('notices of pools', 'pool_member.asked', (tx, event) => this.pool(tx, event));
  }

  private async rated(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.rating(tx, event.subjectId);
    if (!fact) return;
    const {holder, rating, reason, reviewBy} = fact;
    for (const to of await this.whom(tx, event, holder)) {
      await this.notices.tell(tx, {
        ...to.telling,
        template: 'budget_rated',
        data: {rating, reason, reviewBy, forName: to.forName},
      });
    }
  }

  private async statement(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.statement(tx, event.subjectId);
    if (!fact) return;
    const name = formatDay(fact.month, {day: undefined});
    for (const {telling, forName} of await this.whom(tx, event, fact.holder)) {
      const data = {what: 'statement' as const, name, fundHolder: fact.fundHolder, forName};
      await this.notices.tell(tx, {...telling, template: 'fund_told', data});
    }
  }

  private async pool(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.pool(tx, event.subjectId);
    if (!fact) return;
    for (const {telling, forName} of await this.whom(tx, event, fact.holder)) {
      const data = {what: 'pool' as const, name: fact.name, fundHolder: fact.fundHolder, forName};
      await this.notices.tell(tx, {...telling, template: 'fund_told', data});
    }
  }

  private async whom(tx: Tx, event: RelayedEvent, holder: {id: string; name: string}) {
    const all = [holder.id, ...(await this.representatives.of(tx, holder.id, 'approve_hours'))];
    return all.map((personId) => ({
      telling: {councilId: event.councilId, to: {personId}, key: keyOf(event, personId)},
      forName: personId === holder.id ? '' : holder.name,
    }));
  }
}
