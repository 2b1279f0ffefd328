import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, forbidden, invalid, londonDay, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {checkLimit} from './check-limit.js';
import {LIMIT_KINDS, type LimitDays} from './limit-days.js';

export interface TimeLimit {
  limit: LimitDays;
  startsOn: Day;
  source: string;
  /** The council's own, rather than what every council starts with. */
  own: boolean;
  /** Of no effect yet. */
  later: boolean;
}

/**
 * The days that the council gives itself and its applicants. A limit is followed by another from a day, never changed:
 * what ran under the one before goes on as it was.
 */
@Injectable()
export class TimeLimits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What is in force of each kind, and what is to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<TimeLimit[]> {
    requireAdmin(principal);
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, (tx) => tx.query<TimeLimit[]>(LIST, [today, [...LIMIT_KINDS]]));
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, LIMIT_EXISTS when one begins on that day already */
  async add(
    principal: Principal,
    limit: LimitDays,
    {startsOn, source}: {startsOn: Day; source: string},
  ): Promise<void> {
    requireAdmin(principal);
    checkLimit(limit);
    if (startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Let it begin today or later: what has begun goes on as it was.'});
    }
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const id = await insert(tx, limit, {councilId: principal.councilId, startsOn, source});
        await this.audit.record(tx, {
          ...by(principal),
          action: 'time_limit.added',
          subject: {kind: 'time_limit', id},
          after: {...limit, startsOn, source},
        });
      });
    } catch (error) {
      if (databaseError(error)?.code === UNIQUE_VIOLATION) throw limitExists();
      throw error;
    }
  }
}

const UNIQUE_VIOLATION = '23505';

async function insert(
  tx: Tx,
  limit: LimitDays,
  {councilId, startsOn, source}: {councilId: string; startsOn: Day; source: string},
): Promise<string> {
  const [table, columns] = columnsOf(limit);
  const names = Object.keys(columns);
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO ${table} (council_id, starts_on, source, ${names.join(', ')})
     VALUES ($1, $2, $3, ${names.map((_, index) => `$${index + 4}`).join(', ')}) RETURNING id`,
    [councilId, startsOn, source, ...Object.values(columns)],
  );
  return (row as {id: string}).id;
}

function columnsOf(limit: LimitDays): [table: string, columns: Record<string, unknown>] {
  if (limit.kind === 'appeal') {
    return ['appeal_period', {days_to_appeal: limit.daysToAppeal, days_to_answer: limit.daysToAnswer}];
  }
  if (limit.kind === 'renewal') {
    return ['renewal_rule', {opens_days: limit.opensDays, remind_days: limit.remindDays}];
  }
  return ['stage_target', {stage: limit.kind, days: limit.days}];
}

const LIST = `
  WITH every AS (
    SELECT stage AS kind, jsonb_build_object('kind', stage, 'days', days) AS "limit", starts_on, source, council_id
    FROM stage_target
    UNION ALL
    SELECT 'appeal', jsonb_build_object('kind', 'appeal', 'daysToAppeal', days_to_appeal, 'daysToAnswer', days_to_answer),
           starts_on, source, council_id
    FROM appeal_period
    UNION ALL
    SELECT 'renewal', jsonb_build_object('kind', 'renewal', 'opensDays', opens_days, 'remindDays', remind_days),
           starts_on, source, council_id
    FROM renewal_rule
  ), shown AS (
    SELECT *, row_number() OVER (PARTITION BY kind, starts_on > $1 ORDER BY council_id NULLS LAST, starts_on DESC) AS place
    FROM every
  )
  SELECT "limit", starts_on AS "startsOn", source, council_id IS NOT NULL AS own, starts_on > $1 AS later
  FROM shown WHERE starts_on > $1 OR place = 1
  ORDER BY array_position($2::text[], kind), starts_on > $1, starts_on`;

function requireAdmin({permissions}: Principal): void {
  if (!permissions.has('scheme:configure')) throw forbidden('You do not have permission to do this.');
}

function limitExists(): DomainError {
  return new DomainError('conflict', 'LIMIT_EXISTS', 'One begins on this day already. Choose another day.');
}
