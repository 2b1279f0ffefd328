import {addDays, addMonths, type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {PeriodAmount} from '../ledger/ledger.js';

interface Left {
  id: string;
  availablePence: Pence;
}

/** Open periods that begin by the end of the month, the oldest first: banked hours are paid from the money of earlier ones. */
export function availableBy(tx: Tx, lineId: string, month: Day): Promise<Left[]> {
  return tx.query<Left[]>(
    `SELECT p.id, b.available_pence AS "availablePence" FROM budget_period p JOIN period_balance b ON b.period_id = p.id
     WHERE p.line_id = $1 AND p.starts_on <= $2 AND b.closed_at IS NULL ORDER BY p.starts_on`,
    [lineId, addDays(addMonths(month, 1), -1)],
  );
}

/** So much out of these, the oldest first; null when they have less. */
export function takeFrom(periods: readonly Left[], pence: Pence): PeriodAmount[] | null {
  let missing = pence;
  const taken = periods.flatMap(({id: periodId, availablePence}): PeriodAmount[] => {
    const part = Math.min(missing, Math.max(availablePence, 0));
    missing -= part;
    return part > 0 ? [{periodId, pence: part}] : [];
  });
  return missing === 0 ? taken : null;
}
