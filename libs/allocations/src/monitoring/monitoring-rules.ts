import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day, type FieldError, type Pence} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
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

const UNIQUE_VIOLATION = '23505';

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
    requireTerms(given, londonDay(this.clock.now()));
    const source = requireText('source', given.source, 'Say where this is written', 500);
    const {councilId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        const {identifiers} = await tx.insert(MonitoringRule, {...given, source, councilId});
        const subject = {kind: 'monitoring_rule', id: (identifiers[0] as {id: string}).id};
        await this.audit.record(tx, {...by(principal), action: 'monitoring_rule.added', subject, after: given});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'RULE_EXISTS', 'There is a rule that begins on that day already.');
    }
  }
}

function requireTerms({largePence, samplePercent, everyWeeks, startsOn}: MonitoringTerms, today: Day): void {
  const errors: FieldError[] = [];
  const check = (field: string, value: number, least: number, most: number) => {
    if (Number.isSafeInteger(value) && value >= least && value <= most) return;
    errors.push({field, message: `Give a whole number from ${least} to ${most}.`});
  };
  check('large_pence', largePence, 0, 100_000_000);
  check('sample_percent', samplePercent, 0, 100);
  check('every_weeks', everyWeeks, 1, 52);
  if (!isDay(startsOn) || startsOn < today) {
    errors.push({field: 'starts_on', message: 'Let it begin today or later: what has begun goes on as it was.'});
  }
  if (errors.length) throw invalid(errors);
}
