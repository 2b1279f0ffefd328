import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, type Day} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {RETENTION_CATEGORIES, type RetentionCategory} from './retention-categories.js';
import {RetentionRule} from './retention.entity.js';
import {requireKeeper} from './require-keeper.js';
import {keptTooLong, ruleExists} from './retention-errors.js';

export interface RuleView {
  id: string;
  category: RetentionCategory;
  months: number;
  /** No council's own may be longer. */
  mostMonths: number | null;
  keeps: string[];
  source: string;
  startsOn: Day;
  /** Whether it is the council's own. */
  own: boolean;
}

export interface NewRule {
  category: RetentionCategory;
  months: number;
  source: string;
  /** Today or later. */
  startsOn: Day;
}

/** How long what is kept: the rules in force, and a council's own. A rule is followed by another, never changed. */
@Injectable()
export class RetentionRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The rule in force for each category, and those to come.
   * @throws FORBIDDEN
   */
  async list(principal: Principal): Promise<RuleView[]> {
    requireKeeper(principal);
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<RuleView[]>(
        `SELECT r.id, r.category, r.months, g.most_months AS "mostMonths", r.keeps, r.source, r.starts_on AS "startsOn",
                r.council_id IS NOT NULL AS own
         FROM retention_rule r JOIN retention_rule g ON g.category = r.category AND g.council_id IS NULL
         WHERE r.starts_on > $1 OR r.id = (
           SELECT f.id FROM retention_rule f WHERE f.category = r.category AND f.starts_on <= $1
           ORDER BY f.council_id NULLS LAST, f.starts_on DESC LIMIT 1)
         ORDER BY array_position($2::text[], r.category), r.starts_on`,
        [today, [...RETENTION_CATEGORIES]],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED for longer than may be, RULE_EXISTS */
  async add(principal: Principal, {category, months, source, startsOn}: NewRule): Promise<string> {
    requireKeeper(principal);
    if (startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Let it begin today or later: what was removed stays removed.'});
    }
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const [general] = await tx.query<RetentionRule[]>(
          `SELECT most_months AS "mostMonths", source FROM retention_rule WHERE council_id IS NULL AND category = $1`,
          [category],
        );
        if (general?.mostMonths && months > general.mostMonths) throw keptTooLong(general.mostMonths, general.source);
        const {identifiers} = await tx.insert(RetentionRule, {
          ...{councilId: principal.councilId, category, months, source, startsOn},
          recordedBy: principal.personId,
        });
        const {id} = identifiers[0] as {id: string};
        await this.audit.record(tx, {
          ...by(principal),
          action: 'retention.rule_added',
          subject: {kind: 'retention_rule', id},
          after: {category, months, startsOn},
        });
        return id;
      });
    } catch (error) {
      const {constraint} = databaseError(error) ?? {};
      if (constraint === 'retention_rule_council_id_category_starts_on_idx') throw ruleExists();
      throw error;
    }
  }
}
