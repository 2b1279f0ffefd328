import {invalid} from '@app/kernel';

export const SPANS = [30, 60, 90, 180, 365] as const;
const DEFAULT_SPAN = 90;

export interface LapsesPageQuery {
  withinDays: number;
  requirement: string | undefined;
}

/** @throws VALIDATION_FAILED for what cannot be asked */
export function lapsesQuery({days, requirement}: {days?: unknown; requirement?: unknown}): LapsesPageQuery {
  const withinDays = days === undefined || days === '' ? DEFAULT_SPAN : SPANS.find((each) => String(each) === days);
  if (!withinDays) throw invalid({field: 'days', message: `Choose ${SPANS.join(', ')} days.`});
  if (requirement === undefined || requirement === '') return {withinDays, requirement: undefined};
  if (typeof requirement !== 'string' || !/^[a-z][a-z0-9_]{1,39}$/.test(requirement)) {
    throw invalid({field: 'requirement', message: 'There is no such requirement.'});
  }
  return {withinDays, requirement};
}

export function lapsesAddress({withinDays, requirement}: LapsesPageQuery, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({days: String(withinDays), ...(requirement ? {requirement} : {}), ...more});
  return query.toString();
}
