import type {Day, Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {LINE_SUMS} from './own-part.js';

/** How a surplus comes about, step by step. */
export interface SurplusSum {
  /** Put in until today, by the council and by the person. */
  givenPence: Pence;
  spentPence: Pence;
  /** Held or promised for visits. */
  promisedPence: Pence;
  /** Kept back for costs that are sure to come, or saved as agreed. */
  ringFencedPence: Pence;
  weeks: number;
  weeklyPence: Pence;
  /** What is left beyond what may be kept; below nought there is none. */
  surplusPence: Pence;
  /** Taken back before, which is the council's. */
  reclaimedPence: Pence;
  /** Put in by the person: as it was due, and of that what is not noted as paid in. */
  ownGivenPence: Pence;
  ownUnpaidPence: Pence;
  /** Of what is left, and of what is left over, what is theirs. */
  ownLeftPence: Pence;
  ownSurplusPence: Pence;
  /** Their part is used up before the council's; otherwise both in proportion to what was paid in. */
  contributionFirst: boolean;
  /** The most that the council may take back: what is left over without the person's part of it. */
  mayReclaimPence: Pence;
}

export interface LineSurplus extends SurplusSum {
  lineId: string;
  budgetId: string;
  purpose: string;
  holder: {id: string; name: string};
}

/** Over the day; only of lines that may keep so many weeks. What was ring-fenced is no surplus. */
const SUMS = `
  SELECT l.id AS "lineId", l.budget_id AS "budgetId", l.purpose, json_build_object('id', h.id, 'name', h.name) AS holder,
         s.given AS "givenPence", s.spent AS "spentPence", s.promised AS "promisedPence", s.ring_fenced AS "ringFencedPence",
         l.surplus_weeks AS weeks, w.pence AS "weeklyPence", x.surplus AS "surplusPence", s.reclaimed AS "reclaimedPence", s.own AS "ownGivenPence",
         greatest(s.own - s.own_paid, 0) AS "ownUnpaidPence", o.own_left AS "ownLeftPence", y.own_surplus AS "ownSurplusPence",
         u.own_first AS "contributionFirst", greatest(x.surplus - y.own_surplus, 0) AS "mayReclaimPence"
  FROM budget_line l JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id ${LINE_SUMS}
  CROSS JOIN LATERAL (SELECT line_weekly_on(l.id, $1, NULL) + line_contribution_on(l.id, $1) AS pence) w
  CROSS JOIN LATERAL (SELECT s.given - s.spent - s.promised - s.ring_fenced - l.surplus_weeks * w.pence AS surplus) x
  CROSS JOIN LATERAL (SELECT own_part_of_surplus(x.surplus, o.own_left, s.given - s.spent - s.promised, s.reclaimed,
      u.own_first) AS own_surplus) y
  WHERE l.roll_over = 'surplus_weeks' AND l.cycle <> 'once'`;

export async function surplusOf(tx: Tx, lineId: string, today: Day): Promise<LineSurplus | null> {
  const [sum] = await tx.query<LineSurplus[]>(`${SUMS} AND l.id = $2`, [today, lineId]);
  return sum ?? null;
}

export function surplusesOf(tx: Tx, budgetId: string, today: Day): Promise<LineSurplus[]> {
  return tx.query<LineSurplus[]>(`${SUMS} AND l.budget_id = $2 ORDER BY l.starts_on, l.id`, [today, budgetId]);
}

/** Worth a letter: of the council’s part more than the least sum, with no letter open and none that was left alone until later. The largest first. */
export function worthALetter(tx: Tx, councilId: string, today: Day): Promise<LineSurplus[]> {
  return tx.query<LineSurplus[]>(
    `SELECT * FROM (${SUMS}) x WHERE x."mayReclaimPence" > (SELECT least_pence FROM surplus_rule WHERE starts_on <= $1
         AND (council_id IS NULL OR council_id = $2) ORDER BY council_id IS NULL, starts_on DESC LIMIT 1)
       AND NOT EXISTS (SELECT FROM surplus_letter s WHERE s.line_id = x."lineId" AND (s.decided_at IS NULL OR s.look_again_on > $1))
     ORDER BY x."surplusPence" DESC, x."lineId" LIMIT 200`,
    [today, councilId],
  );
}
