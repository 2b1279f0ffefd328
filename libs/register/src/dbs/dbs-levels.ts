import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {DBS_LEVELS, type DbsLevel, type MemberKind} from '../scheme/requirement-kinds.js';
import type {DbsApplicant, DbsRoute} from './dbs-rule.entity.js';

export interface DbsQuestion {
  memberKind: MemberKind;
  selfEmployed: boolean;
  /** Codes of services offered, or, where nobody listed any, whether regulated activity is among the tasks. */
  tasks: {services: readonly string[]} | {regulated: boolean};
  day: Day;
}

/** What the law in force has for somebody's tasks. */
export interface DbsNeed {
  level: DbsLevel;
  route: DbsRoute;
  regulated: boolean;
  /** Those of the services that make it regulated activity. */
  regulatedServices: string[];
  source: string;
}

/** Which DBS level goes with which tasks by the law of a day, and which somebody has had checked. */
@Injectable()
export class DbsLevels {
  /** A person asks about themselves, also one who trades alone; an organisation asks about its people. */
  async neededFor(tx: Tx, {memberKind, selfEmployed, tasks, day}: DbsQuestion): Promise<DbsNeed> {
    const regulatedServices = 'services' in tasks ? await this.regulatedAmong(tx, tasks.services, day) : [];
    const regulated = 'services' in tasks ? regulatedServices.length > 0 : tasks.regulated;
    const applicant: DbsApplicant =
      memberKind === 'pa' || memberKind === 'broker' || selfEmployed ? 'individual' : 'organisation';
    const [rule] = await tx.query<Pick<DbsNeed, 'level' | 'route' | 'source'>[]>(
      `SELECT level, route, source FROM dbs_rule
       WHERE applicant = $1 AND regulated = $2 AND starts_on <= $3 AND (ends_on IS NULL OR ends_on >= $3)
       ORDER BY council_id NULLS LAST, starts_on DESC LIMIT 1`,
      [applicant, regulated, day],
    );
    if (!rule) throw new Error(`no DBS rule for ${applicant} on ${day}`);
    return {...rule, regulated, regulatedServices};
  }

  /** Which of these services are regulated activity on a day, by code. */
  async regulatedAmong(tx: Tx, services: readonly string[], day: Day): Promise<string[]> {
    const rows = await tx.query<{code: string}[]>(
      `SELECT DISTINCT service_code AS code FROM dbs_task
       WHERE service_code = ANY($1) AND starts_on <= $2 AND (ends_on IS NULL OR ends_on >= $2) ORDER BY service_code`,
      [services, day],
    );
    return rows.map(({code}) => code);
  }

  /**
   * The strongest level that has been checked and counts on a day; null for none. Each certificate counts as long
   * as any version of the scheme that asks for it lets it. The facts may be gone; what was asked for says enough then.
   */
  async heldBy(tx: Tx, memberId: string, day: Day): Promise<DbsLevel | null> {
    const rows = await tx.query<{level: DbsLevel | null; least: DbsLevel | null}[]>(
      `SELECT e.facts ->> 'level' AS level, r.minimum_level AS least
       FROM evidence e
       JOIN requirement r ON r.council_id = e.council_id AND r.code = e.requirement
       WHERE e.member_id = $1 AND e.kind = 'dbs' AND e.checked_on <= $2
         AND NOT EXISTS (SELECT FROM evidence_void v
                         WHERE v.evidence_id = e.id AND (v.ended_on IS NULL OR v.ended_on <= $2))
         AND evidence_lapse(CASE r.counts_from WHEN 'checked' THEN e.checked_on ELSE e.issued_on END,
                            r.valid_months, e.valid_until) > $2`,
      [memberId, day],
    );
    const ranks = rows.flatMap(({level, least}) => [rank(level), rank(least)]);
    return DBS_LEVELS[Math.max(-1, ...ranks)] ?? null;
  }
}

/** Whether what somebody holds is enough. */
export function levelIsEnough(held: DbsLevel | null, needed: DbsLevel): boolean {
  return rank(held) >= rank(needed);
}

function rank(level: DbsLevel | null): number {
  return level === null ? -1 : DBS_LEVELS.indexOf(level);
}
