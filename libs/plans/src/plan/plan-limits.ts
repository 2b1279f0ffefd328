import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, forbidden, invalid, isDay, londonDay, type Day, type Pence} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {PlanLimit} from './plan-parts.entity.js';

export const DECIDING_ROLES = ['officer', 'approver'] as const;
export type DecidingRole = (typeof DECIDING_ROLES)[number];

export interface PlanLimitView {
  role: DecidingRole;
  /** Null is no limit. */
  weeklyPence: Pence | null;
  startsOn: Day;
  source: string;
  own: boolean;
  later: boolean;
}

const UNIQUE_VIOLATION = '23505';

/** Up to how much a week officers and approvers accept: dated, each followed by another, never changed. */
@Injectable()
export class PlanLimits {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The most that somebody may accept today, by the best of their roles; null is no limit. */
  async of(tx: Tx, {roles}: Principal): Promise<Pence | null> {
    const rows = await tx.query<{pence: Pence | null}[]>(
      `SELECT DISTINCT ON (role) weekly_pence AS pence FROM plan_limit WHERE role = ANY ($1) AND starts_on <= $2
       ORDER BY role, council_id IS NULL, starts_on DESC`,
      [[...roles], londonDay(this.clock.now())],
    );
    if (rows.some(({pence}) => pence === null)) return null;
    return Math.max(0, ...rows.map(({pence}) => pence ?? 0));
  }

  /** @throws FORBIDDEN */
  list(principal: Principal): Promise<PlanLimitView[]> {
    requireAdmin(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<PlanLimitView[]>(
        `SELECT role, weekly_pence AS "weeklyPence", starts_on AS "startsOn", source, council_id IS NOT NULL AS own,
                starts_on > $1 AS later
         FROM (SELECT *, row_number() OVER (PARTITION BY role, starts_on > $1 ORDER BY council_id IS NULL, starts_on DESC) AS place
               FROM plan_limit) l
         WHERE starts_on > $1 OR place = 1 ORDER BY role DESC, starts_on`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, LIMIT_EXISTS when one begins on that day already */
  async add(principal: Principal, given: Pick<PlanLimitView, 'role' | 'weeklyPence' | 'startsOn' | 'source'>) {
    requireAdmin(principal);
    const {role, weeklyPence, startsOn} = given;
    const source = given.source.trim();
    if (weeklyPence !== null && !(Number.isInteger(weeklyPence) && weeklyPence >= 0 && weeklyPence <= 10_000_000))
      throw invalid({field: 'weekly_pence', message: 'Give a weekly sum from nought to £100,000, or none.'});
    if (!isDay(startsOn) || startsOn < londonDay(this.clock.now()))
      throw invalid({field: 'starts_on', message: 'Let it begin today or later: what has begun goes on as it was.'});
    if (!source || source.length > 500) throw invalid({field: 'source', message: 'Say where this is written.'});
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const row = {councilId: principal.councilId, role, weeklyPence, startsOn, source};
        const {identifiers} = await tx.insert(PlanLimit, row);
        const subject = {kind: 'plan_limit', id: (identifiers[0] as {id: string}).id};
        await this.audit.record(tx, {...by(principal), action: 'plan_limit.added', subject, after: {...given, source}});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'LIMIT_EXISTS', 'There is a limit that begins on that day already.');
    }
  }
}

function requireAdmin(principal: Principal): void {
  if (!principal.permissions.has('scheme:configure')) throw forbidden('You do not have permission to do this.');
}
