import type {ExpenseView, HoursDetail} from '@app/bookings';
import type {HoursDetailResponse} from './visit.dto.js';

export function hoursResponse(detail: HoursDetail | null, expenses: readonly ExpenseView[]): HoursDetailResponse {
  const {corrected, belowMinimum} = detail ?? {};
  return {
    work_pence: detail?.workPence ?? null,
    mileage_pence: detail?.mileagePence ?? null,
    expense_pence: detail?.expensePence ?? null,
    parts: (detail?.parts ?? []).map(({ratePence, ...part}) => ({...part, rate_pence: ratePence})),
    expenses: expenses.map(({id, what, pence}) => ({id, what, pence})),
    corrected: corrected
      ? {
          reason: corrected.reason,
          started_at: corrected.startedAt.toISOString(),
          ended_at: corrected.endedAt.toISOString(),
        }
      : null,
    below_minimum: belowMinimum
      ? {hour_pence: belowMinimum.hourPence, short_pence: belowMinimum.shortPence, source: belowMinimum.source}
      : null,
    above_tolerance: detail?.aboveTolerance ?? false,
  };
}
