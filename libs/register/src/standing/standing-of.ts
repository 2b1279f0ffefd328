import {invalid, isDay, notFound, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {COLUMNS} from './standings.js';
import type {Standing} from './standing.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A member's standing on any day, for the command line.
 * @param owner a connection that sees every council
 * @param knownAt from what was on record then; from all that is on record now when left out
 * @throws VALIDATION_FAILED, NOT_FOUND
 */
export async function standingOf(
  owner: Pick<Tx, 'query'>,
  memberId: string,
  day: Day,
  knownAt: Date | null = null,
): Promise<Standing> {
  if (!UUID.test(memberId)) throw invalid({field: 'member', message: 'Give the id of a member.'});
  if (!isDay(day)) throw invalid({field: 'on', message: 'Give a day like 2026-03-29.'});
  const [standing] = await owner.query<Standing[]>(
    `SELECT ${COLUMNS} FROM member_standing(ARRAY[$1::uuid], $2::date, $3::timestamptz) s`,
    [memberId, day, knownAt],
  );
  if (!standing) throw notFound('member');
  return standing;
}
