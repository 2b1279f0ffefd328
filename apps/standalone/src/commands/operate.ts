import {loadReferenceData} from '@app/geography';
import {invalid} from '@app/kernel';
import {instantOf, isInstantOrDay, migrate} from '@app/platform';
import {standingOf} from '@app/register';
import {asOwner, withEnvironment, type Outcome} from './command.js';

/** Brings the database to the schema of this version, with its reference data. */
export function migrateDatabase(): Promise<Outcome> {
  return withEnvironment({search: false}, async ({ownerUrl}) => {
    await migrate(ownerUrl);
    await loadReferenceData(ownerUrl);
    return {ok: true, lines: ['The database is up to date.'], data: {}};
  });
}

/** @throws VALIDATION_FAILED */
function instant(text: string): Date {
  if (!isInstantOrDay(text)) throw invalid({field: 'known-at', message: 'Give an instant like 2026-03-29T12:00:00Z.'});
  return instantOf(text);
}

interface StandingOptions {
  member: string;
  on: string;
  knownAt?: string;
}

/** Was this member listed and accredited on that day? */
export function registerStanding({member, on, knownAt}: StandingOptions): Promise<Outcome> {
  return asOwner(async (owner) => {
    const known = knownAt === undefined ? null : instant(knownAt);
    const standing = await standingOf(owner, member, on, known);
    const said = standing.listed
      ? standing.accredited
        ? `accredited under ${standing.scheme ?? ''}`
        : 'listed for information'
      : 'not listed';
    const lines = [
      `On ${on}${known ? `, as known at ${known.toISOString()}` : ''}: ${said}`,
      `Checked on: ${standing.checkedOn ?? 'never'}`,
      `Stops being listed on: ${standing.lapsesOn ?? 'no day known'}`,
      ...(standing.missing.length ? [`Missing: ${standing.missing.join(', ')}`] : []),
      ...(standing.reasons.length ? [`Why not: ${standing.reasons.join(', ')}`] : []),
    ];
    return {ok: true, lines, data: {...standing, member, on, knownAt: known}};
  });
}
