import {Injectable} from '@nestjs/common';
import {AuditTrail, requirePermission, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {addRule, requireFigures} from '../rules/dated-rule.js';
import {SpendingRule} from './spending-rule.entity.js';

export type SpendingTerms = Pick<SpendingRule, 'largeWeeks' | 'lateDays' | 'manyInDay' | 'source' | 'startsOn'>;

/** When a purchase is shown to a human: dated, each rule followed by another, none changed. It never stops anybody from buying. */
@Injectable()
export class SpendingRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in force and those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<(SpendingTerms & {later: boolean})[]> {
    requirePermission(principal, 'money_rule:read');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<(SpendingTerms & {later: boolean})[]>(
        `SELECT r.large_weeks AS "largeWeeks", r.late_days AS "lateDays", r.many_in_day AS "manyInDay", r.source,
                r.starts_on AS "startsOn", r.starts_on > $1 AS later
         FROM spending_rule r WHERE r.starts_on > $1 OR r.id = (SELECT n.id FROM spending_rule n WHERE n.starts_on <= $1
           ORDER BY n.council_id IS NULL, n.starts_on DESC LIMIT 1)
         ORDER BY r.starts_on`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS */
  async add(principal: Principal, given: SpendingTerms): Promise<void> {
    requirePermission(principal, 'scheme:configure');
    const figures = [
      ['large_weeks', given.largeWeeks, 1, 52],
      ['late_days', given.lateDays, 1, 730],
      ['many_in_day', given.manyInDay, 2, 100],
    ] as const;
    requireFigures(figures, given.startsOn, londonDay(this.clock.now()));
    const {uow, audit} = this;
    await addRule({uow, audit}, principal, {entity: SpendingRule, kind: 'spending_rule', given});
  }
}
