import {Injectable} from '@nestjs/common';
import {AuditTrail, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {addRule, requireFigures} from '../rules/dated-rule.js';
import {SurplusRule} from './surplus-rule.entity.js';

export type SurplusTerms = Pick<
  SurplusRule,
  'answerDays' | 'leastPence' | 'source' | 'contributionFirst' | 'contributionSource' | 'startsOn'
>;

/** Of money left over: how long there is to answer, below what nobody is written to, whose part is used first. Dated, none changed. */
@Injectable()
export class SurplusRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in force and those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<(SurplusTerms & {later: boolean})[]> {
    requirePermission(principal, 'money_rule:read');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<(SurplusTerms & {later: boolean})[]>(
        `SELECT r.answer_days AS "answerDays", r.least_pence AS "leastPence", r.source, r.starts_on AS "startsOn",
                r.contribution_first AS "contributionFirst", r.contribution_source AS "contributionSource",
                r.starts_on > $1 AS later
         FROM surplus_rule r WHERE r.starts_on > $1 OR r.id = (SELECT n.id FROM surplus_rule n WHERE n.starts_on <= $1
           ORDER BY n.council_id IS NULL, n.starts_on DESC LIMIT 1)
         ORDER BY r.starts_on`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS */
  async add(principal: Principal, given: SurplusTerms): Promise<void> {
    requirePermission(principal, 'scheme:configure');
    const figures = [
      ['answer_days', given.answerDays, 14, 120],
      ['least_pence', given.leastPence, 0, 10_000_000],
    ] as const;
    requireFigures(figures, given.startsOn, londonDay(this.clock.now()));
    const {uow, audit} = this;
    const said = requireText('contribution_source', given.contributionSource, 'Say where this is written', 500);
    const rule: SurplusTerms = {...given, contributionSource: said};
    await addRule({uow, audit}, principal, {entity: SurplusRule, kind: 'surplus_rule', given: rule});
  }
}
