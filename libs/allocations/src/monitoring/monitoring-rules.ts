import {Injectable} from '@nestjs/common';
import {AuditTrail, requirePermission, type Principal} from '@app/identity';
import {Clock, londonDay, type Day, type Pence} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {addRule, requireFigures} from '../rules/dated-rule.js';
import {MonitoringRule, RATINGS, type Rating, type ReceiptsWanted} from './monitoring-rule.entity.js';

export interface MonitoringTerms {
  rating: Rating;
  receipts: ReceiptsWanted;
  largePence: Pence;
  samplePercent: number;
  everyWeeks: number;
  source: string;
  startsOn: Day;
}

/** What is asked of whom at each rating: dated, each rule followed by another, none changed. */
@Injectable()
export class MonitoringRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The three in force and those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<(MonitoringTerms & {later: boolean})[]> {
    requirePermission(principal, 'scheme:configure', 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<(MonitoringTerms & {later: boolean})[]>(
        `SELECT r.rating, r.receipts, r.large_pence AS "largePence", r.sample_percent AS "samplePercent",
                r.every_weeks AS "everyWeeks", r.source, r.starts_on AS "startsOn", r.starts_on > $1 AS later
         FROM monitoring_rule r WHERE r.starts_on > $1 OR r.id = (monitoring_rule_on($2, r.rating, $1)).id
         ORDER BY array_position($3::text[], r.rating), r.starts_on`,
        [londonDay(this.clock.now()), principal.councilId, RATINGS],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS when one of this rating begins on that day already */
  async add(principal: Principal, given: MonitoringTerms): Promise<void> {
    requirePermission(principal, 'scheme:configure');
    const figures = [
      ['large_pence', given.largePence, 0, 100_000_000],
      ['sample_percent', given.samplePercent, 0, 100],
      ['every_weeks', given.everyWeeks, 1, 52],
    ] as const;
    requireFigures(figures, given.startsOn, londonDay(this.clock.now()));
    const {uow, audit} = this;
    await addRule({uow, audit}, principal, {entity: MonitoringRule, kind: 'monitoring_rule', given});
  }
}
