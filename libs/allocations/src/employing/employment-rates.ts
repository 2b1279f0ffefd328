import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, formatPounds, invalid, isDay, londonDay, type Day, type Pence} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {EmploymentRate, RATE_CODES, type RateCode} from './employment-rate.entity.js';
import {minimumCode} from './pa-cost.js';

export type DatedRate = Pick<EmploymentRate, 'code' | 'value' | 'startsOn' | 'source'>;
/** Those of a day; insurance and payroll only where a council says what they usually cost. */
export type RatesOfDay = Map<RateCode, DatedRate>;

/** What an hour of work must be paid at least. */
export interface MinimumWage {
  hourPence: Pence;
  source: string;
}

/** What the law gives of holiday: at fixed hours so many weeks a year, otherwise a share of what was worked. */
export interface HolidayInForce {
  weeksHundredths: number;
  irregularBp: number;
  sources: {regular: string; irregular: string};
}

const UNIQUE_VIOLATION = '23505';
const MOST = 100_000_000;

/** The figures in force on a day, a council's own before those that hold everywhere. */
@Injectable()
export class EmploymentRates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param councilId null for somebody who is not signed in. */
  on(councilId: string | null, day: Day): Promise<RatesOfDay> {
    return this.uow.run(councilId, (tx) => ratesOn(tx, day));
  }

  /** The least that an hour may be paid on a day, by age. Null before the rates that are kept here. */
  async minimumWage(tx: Tx, day: Day, age: number): Promise<MinimumWage | null> {
    const found = (await ratesOn(tx, day)).get(minimumCode(age));
    return found ? {hourPence: found.value, source: found.source} : null;
  }

  /** Null before the rates that are kept here. */
  async holiday(tx: Tx, day: Day): Promise<HolidayInForce | null> {
    const rates = await ratesOn(tx, day);
    const [weeks, irregular] = [rates.get('holiday_weeks'), rates.get('holiday_irregular')];
    if (!weeks || !irregular) return null;
    const sources = {regular: weeks.source, irregular: irregular.source};
    return {weeksHundredths: weeks.value, irregularBp: irregular.value, sources};
  }

  /** Those in force today and to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<(DatedRate & {own: boolean; later: boolean})[]> {
    requirePermission(principal, 'scheme:configure');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<(DatedRate & {own: boolean; later: boolean})[]>(
        `SELECT r.code, r.value, r.starts_on AS "startsOn", r.source, r.council_id IS NOT NULL AS own, r.starts_on > $1 AS later
         FROM employment_rate r WHERE r.starts_on > $1 OR r.id = (SELECT n.id FROM employment_rate n
           WHERE n.code = r.code AND n.starts_on <= $1 ORDER BY n.council_id IS NULL, n.starts_on DESC LIMIT 1)
         ORDER BY array_position($2::text[], r.code), r.starts_on`,
        [londonDay(this.clock.now()), RATE_CODES],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS when one begins on that day already */
  async add(principal: Principal, given: DatedRate): Promise<void> {
    requirePermission(principal, 'scheme:configure');
    const {councilId} = principal;
    const source = requireText('source', given.source, 'Say where this is written', 500);
    if (!Number.isSafeInteger(given.value) || given.value < 0 || given.value > MOST) {
      throw invalid({field: 'value', message: 'Give a figure from 0 to 1,000,000.'});
    }
    if (!isDay(given.startsOn)) throw invalid({field: 'starts_on', message: 'Give a day, like 2027-03-27.'});
    if (given.startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Let it begin today or later: what has begun goes on as it was.'});
    }
    try {
      await this.uow.run(councilId, async (tx) => {
        await requireLawful(tx, given);
        const {identifiers} = await tx.insert(EmploymentRate, {...given, source, councilId});
        const subject = {kind: 'employment_rate', id: (identifiers[0] as {id: string}).id};
        await this.audit.record(tx, {...by(principal), action: 'employment_rate.added', subject, after: given});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'RULE_EXISTS', 'There is a rule that begins on that day already.');
    }
  }
}

/** @throws VALIDATION_FAILED for a minimum wage or holiday below what holds everywhere */
async function requireLawful(tx: Tx, {code, value, startsOn}: DatedRate): Promise<void> {
  if (!/^(minimum|holiday)_/.test(code)) return;
  const [law] = await tx.query<{value: number}[]>(
    `SELECT value FROM employment_rate WHERE council_id IS NULL AND code = $1 AND starts_on <= $2 ORDER BY starts_on DESC LIMIT 1`,
    [code, startsOn],
  );
  if (!law || value >= law.value) return;
  const least = code.startsWith('minimum_')
    ? `It is less than the law says: at least ${formatPounds(law.value)}.`
    : `It is less than the law says: at least ${(law.value / 100).toFixed(2)}.`;
  throw invalid({field: 'value', message: least});
}

/** A council's own stands before what holds everywhere; of the minimum wage and of holiday the higher one counts, as it is the law's. */
export async function ratesOn(tx: Tx, day: Day): Promise<RatesOfDay> {
  const rows = await tx.query<DatedRate[]>(
    `SELECT DISTINCT ON (code) code, value, "startsOn", source FROM (
       SELECT DISTINCT ON (code, council_id) code, value, starts_on AS "startsOn", source, council_id FROM employment_rate
       WHERE starts_on <= $1 ORDER BY code, council_id, starts_on DESC) r
     ORDER BY code, CASE WHEN code ~ '^(minimum|holiday)_' THEN -value END, council_id IS NULL`,
    [day],
  );
  return new Map(rows.map((row) => [row.code, row]));
}
