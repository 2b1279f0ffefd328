import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';

/** When somebody of its own last touched a listing: changed anything of it, or said that all is still right. */
export const TOUCHED = `greatest(l.touched_at, c.confirmed_at)`;

/** Asked, and nothing came since. */
export const UNANSWERED = `c.asked_at > ${TOUCHED}`;

export interface StillRightDays {
  askDays: number;
  restDays: number;
}

/** The council's own rule of the day, or the general one. */
export async function stillRightDays(tx: Tx, day: Day): Promise<StillRightDays> {
  const [rule] = await tx.query<StillRightDays[]>(
    `SELECT ask_days AS "askDays", rest_days AS "restDays" FROM still_right_rule
     WHERE starts_on <= $1 ORDER BY council_id NULLS LAST, starts_on DESC LIMIT 1`,
    [day],
  );
  if (!rule) throw new Error('there is no rule for listings that nobody touches');
  return rule;
}
