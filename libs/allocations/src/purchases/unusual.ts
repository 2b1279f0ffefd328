import {daysBetween, type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Unusual} from './purchase.entity.js';

interface Bought {
  lineId: string;
  boughtOn: Day;
  pence: Pence;
  beyondPence: Pence;
  weeklyPence: Pence;
}

/** What about a purchase somebody should have a conversation about, by the rule in force on the day. */
export async function unusualOf(tx: Tx, bought: Bought, today: Day): Promise<Unusual[]> {
  const [rule] = await tx.query<[{largeWeeks: number; lateDays: number; manyInDay: number}]>(
    `SELECT large_weeks AS "largeWeeks", late_days AS "lateDays", many_in_day AS "manyInDay" FROM spending_rule
     WHERE starts_on <= $1 ORDER BY council_id IS NULL, starts_on DESC LIMIT 1`,
    [today],
  );
  const [others] = await tx.query<[{count: number; same: number}]>(
    `SELECT count(*) AS count, count(*) FILTER (WHERE pence = $3) AS same FROM purchase
     WHERE line_id = $1 AND bought_on = $2 AND taken_back_at IS NULL`,
    [bought.lineId, bought.boughtOn, bought.pence],
  );
  const found: [Unusual, boolean][] = [
    ['beyond', bought.beyondPence > 0],
    ['large', bought.weeklyPence > 0 && bought.pence > bought.weeklyPence * rule.largeWeeks],
    ['late', daysBetween(bought.boughtOn, today) > rule.lateDays],
    ['many', others.count + 1 > rule.manyInDay],
    ['twice', others.same > 0],
  ];
  return found.filter(([, so]) => so).map(([code]) => code);
}
