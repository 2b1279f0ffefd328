import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day, type FieldError} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {ReviewRule} from './review-rule.entity.js';

export type ReviewTerms = Pick<
  ReviewRule,
  | 'earlyWeeks'
  | 'firstMonths'
  | 'thenMonths'
  | 'healthMonths'
  | 'healthSource'
  | 'soonDays'
  | 'limitPence'
  | 'source'
  | 'startsOn'
>;
export type ReviewRuleView = ReviewTerms & {own: boolean; later: boolean};

const UNIQUE_VIOLATION = '23505';
const RANGES = {
  early_weeks: [1, 26],
  first_months: [1, 6],
  then_months: [1, 12],
  health_months: [1, 6],
  soon_days: [0, 180],
  limit_pence: [0, 10_000_000],
} as const;

/** When reviews are due and what a reviewer may decide alone: dated, each rule followed by another, none changed. */
@Injectable()
export class ReviewRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async on(tx: Tx, councilId: string, day: Day): Promise<ReviewTerms> {
    const [rule] = await tx.query<[ReviewTerms]>(`SELECT ${COLUMNS} FROM review_rule_on($1, $2)`, [councilId, day]);
    return rule;
  }

  /** The one in force and those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<ReviewRuleView[]> {
    requirePermission(principal, 'scheme:configure', 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<ReviewRuleView[]>(
        `SELECT ${COLUMNS}, council_id IS NOT NULL AS own, starts_on > $1 AS later FROM review_rule
         WHERE starts_on > $1 OR id = (review_rule_on($2, $1)).id ORDER BY starts_on`,
        [londonDay(this.clock.now()), principal.councilId],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS when one begins on that day already */
  async add(principal: Principal, given: ReviewTerms): Promise<void> {
    requirePermission(principal, 'scheme:configure');
    requireRanges(given);
    const source = requireText('source', given.source, 'Say where this is written', 500);
    const healthSource = requireText('health_source', given.healthSource, 'Say where this is written', 500);
    if (!isDay(given.startsOn) || given.startsOn < londonDay(this.clock.now())) {
      throw invalid({
        field: 'starts_on',
        message: 'Let it begin today or later: what has begun goes on as it was.',
      });
    }
    const {councilId} = principal;
    const {earlyWeeks, firstMonths, thenMonths, healthMonths, soonDays, limitPence, startsOn} = given;
    try {
      await this.uow.run(councilId, async (tx) => {
        const [row] = await tx.query<[{id: string}]>(
          `INSERT INTO review_rule (council_id, early_weeks, first_months, then_months, health_months, health_source, soon_days,
                                    limit_pence, source, starts_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
          [
            ...[councilId, earlyWeeks, firstMonths, thenMonths, healthMonths, healthSource, soonDays, limitPence],
            ...[source, startsOn],
          ],
        );
        const subject = {kind: 'review_rule', id: row.id};
        await this.audit.record(tx, {...by(principal), action: 'review_rule.added', subject, after: given});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'RULE_EXISTS', 'There is a rule that begins on that day already.');
    }
  }
}

const COLUMNS = `early_weeks AS "earlyWeeks", first_months AS "firstMonths", then_months AS "thenMonths",
  health_months AS "healthMonths", health_source AS "healthSource", soon_days AS "soonDays", limit_pence AS "limitPence", source, starts_on AS "startsOn"`;

function requireRanges(given: ReviewTerms): void {
  const values: Record<keyof typeof RANGES, number | null> = {
    early_weeks: given.earlyWeeks,
    first_months: given.firstMonths,
    then_months: given.thenMonths,
    health_months: given.healthMonths,
    soon_days: given.soonDays,
    limit_pence: given.limitPence,
  };
  const errors = Object.entries(RANGES).flatMap(([field, [least, most]]): FieldError[] => {
    const value = values[field as keyof typeof RANGES];
    if (value === null && field === 'early_weeks') return [];
    if (value !== null && Number.isInteger(value) && value >= least && value <= most) return [];
    return [{field, message: `Give a whole number from ${least} to ${most}.`}];
  });
  if (errors.length) throw invalid(errors);
}
