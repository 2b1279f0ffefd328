import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day, type Pence} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {HoursRules, type HoursRuleInForce} from './hours-rules.js';

export interface NewHoursRule {
  toleranceBp: number;
  tolerancePence: Pence;
  /** Null where silence approves nothing. */
  silentDays: number | null;
  source: string;
  startsOn: Day;
}

const UNIQUE_VIOLATION = '23505';

/** By which rules a council approves hours: dated, each followed by another, none changed. */
@Injectable()
export class SetHoursRule {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: HoursRules,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in force, and those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<{now: HoursRuleInForce; later: HoursRuleInForce[]}> {
    requirePermission(principal, 'budget:manage');
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => ({
      now: await this.rules.inForce(tx, principal.councilId, today),
      later: await tx.query<HoursRuleInForce[]>(
        `SELECT tolerance_bp AS "toleranceBp", tolerance_pence AS "tolerancePence", silent_days AS "silentDays", source,
                starts_on AS "startsOn" FROM hours_rule WHERE council_id = $1 AND starts_on > $2 ORDER BY starts_on`,
        [principal.councilId, today],
      ),
    }));
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS when one begins on that day already */
  async add(principal: Principal, rule: NewHoursRule): Promise<void> {
    requirePermission(principal, 'budget:manage');
    const source = requireText('source', rule.source, 'Say where this is written', 500);
    requireRanges(rule);
    if (!isDay(rule.startsOn) || rule.startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Let it begin today or later: what has begun goes on as it was.'});
    }
    const {councilId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        await tx.query(
          `INSERT INTO hours_rule (council_id, tolerance_bp, tolerance_pence, silent_days, source, starts_on)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [councilId, rule.toleranceBp, rule.tolerancePence, rule.silentDays, source, rule.startsOn],
        );
        const subject = {kind: 'council', id: councilId};
        await this.audit.record(tx, {...by(principal), action: 'hours_rule.set', subject, after: {...rule, source}});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'RULE_EXISTS', 'A rule begins on that day already. Choose another day.');
    }
  }
}

function requireRanges({toleranceBp, tolerancePence, silentDays}: NewHoursRule): void {
  const within = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;
  if (!within(toleranceBp, 10_000)) throw invalid({field: 'tolerance_bp', message: 'Give a share from 0% to 100%.'});
  if (!within(tolerancePence, 100_000)) {
    throw invalid({field: 'tolerance_pence', message: 'Give an amount from £0 to £1,000.'});
  }
  if (silentDays !== null && !(within(silentDays, 90) && silentDays > 0)) {
    throw invalid({field: 'silent_days', message: 'Give 1 to 90 days, or leave it empty.'});
  }
}
