import {invalid} from '@app/kernel';

const LAST_PAGE = 10_000;

/** The page that an address asks for; the first when it asks for none. @throws VALIDATION_FAILED */
export function pageNumber(page: unknown): number {
  if (page === undefined) return 1;
  const number = typeof page === 'string' && /^\d{1,5}$/.test(page) ? Number(page) : 0;
  if (number < 1 || number > LAST_PAGE) throw invalid({field: 'page', message: 'There is no such page.'});
  return number;
}
