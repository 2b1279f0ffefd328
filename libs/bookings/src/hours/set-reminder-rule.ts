import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';

export interface NewReminderRule {
  /** Nought reminds nobody. */
  daysBefore: number;
  atHour: number;
  source: string;
  startsOn: Day;
}

const UNIQUE_VIOLATION = '23505';

/** When a council reminds people of visits: dated, each rule followed by another, none changed. */
@Injectable()
export class SetReminderRule {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in force first, then those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<NewReminderRule[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<NewReminderRule[]>(LIST, [principal.councilId, londonDay(this.clock.now())]),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS when one begins on that day already */
  async add(principal: Principal, rule: NewReminderRule): Promise<void> {
    requirePermission(principal, 'budget:manage');
    const source = requireText('source', rule.source, 'Say where this is written', 500);
    const {daysBefore, atHour, startsOn} = rule;
    const within = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;
    if (!within(daysBefore, 7)) throw invalid({field: 'days_before', message: 'Give 0 to 7 days.'});
    if (!within(atHour, 23)) throw invalid({field: 'at_hour', message: 'Give an hour from 0 to 23.'});
    if (!isDay(startsOn) || startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Let it begin today or later: what has begun goes on as it was.'});
    }
    const {councilId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        await tx.query(
          `INSERT INTO reminder_rule (council_id, days_before, at_hour, source, starts_on) VALUES ($1, $2, $3, $4, $5)`,
          [councilId, daysBefore, atHour, source, startsOn],
        );
        const subject = {kind: 'council', id: councilId};
        await this.audit.record(tx, {...by(principal), action: 'reminder_rule.set', subject, after: {...rule, source}});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'RULE_EXISTS', 'A rule begins on that day already. Choose another day.');
    }
  }
}

const LIST = `
  WITH ruled AS (
    SELECT days_before AS "daysBefore", at_hour AS "atHour", source, starts_on AS "startsOn", council_id
    FROM reminder_rule WHERE council_id = $1 OR council_id IS NULL)
  (SELECT "daysBefore", "atHour", source, "startsOn" FROM ruled WHERE "startsOn" <= $2
   ORDER BY council_id NULLS LAST, "startsOn" DESC LIMIT 1)
  UNION ALL
  (SELECT "daysBefore", "atHour", source, "startsOn" FROM ruled WHERE "startsOn" > $2 ORDER BY "startsOn")`;
