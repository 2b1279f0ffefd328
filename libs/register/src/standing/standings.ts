import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {NO_STANDING, type Standing} from './standing.js';

/** Who is listed and accredited on which day. The database computes it; `standingOn` is the same in code. */
@Injectable()
export class Standings {
  constructor(private readonly clock: Clock) {}

  /** One query. Every day asked for is in the answer; somebody unknown in this council is not listed. */
  async on(tx: Tx, memberId: string, days: readonly Day[]): Promise<Map<Day, Standing>> {
    const rows = await tx.query<StandingRow[]>(
      `SELECT s.day AS key, ${COLUMNS} FROM standing_on_days($1, $2::date[]) s`,
      [memberId, [...new Set(days)]],
    );
    return answer(days, rows);
  }

  /** On one day, by all that is on record, or by what was at an instant. */
  async onDay(tx: Tx, memberId: string, day: Day, knownAt: Date | null = null): Promise<Standing> {
    const [row] = await tx.query<Standing[]>(`SELECT ${COLUMNS} FROM member_standing(ARRAY[$1::uuid], $2, $3) s`, [
      memberId,
      day,
      knownAt,
    ]);
    return row ?? {...NO_STANDING};
  }

  /** Today's standing of several members, by their ids. */
  async current(tx: Tx, memberIds: readonly string[]): Promise<Map<string, Standing>> {
    const rows = await tx.query<StandingRow[]>(
      `SELECT s.member_id AS key, ${COLUMNS} FROM member_standing($1::uuid[], $2) s`,
      [memberIds, londonDay(this.clock.now())],
    );
    return answer(memberIds, rows);
  }
}

/** What `member_standing` answers, under the names of `Standing`. */
export const COLUMNS = `s.listed, s.accredited, s.scheme, s.scheme_kind AS "schemeKind", s.checked_on AS "checkedOn",
                        s.lapses_on AS "lapsesOn", s.missing, s.reasons`;

interface StandingRow extends Standing {
  key: string;
}

function answer(keys: readonly string[], rows: readonly StandingRow[]): Map<string, Standing> {
  const found = new Map(rows.map(({key, ...standing}) => [key, standing]));
  return new Map(keys.map((key) => [key, found.get(key) ?? {...NO_STANDING, missing: []}]));
}
