import {loadReferenceData} from '@app/geography';
import {migrate} from '@app/platform';
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

/** Was this member listed and accredited on that day? */
export function registerStanding({member, on}: {member: string; on: string}): Promise<Outcome> {
  return asOwner(async (owner) => {
    const standing = await standingOf(owner, member, on);
    const said = standing.listed
      ? standing.accredited
        ? `accredited under ${standing.scheme ?? ''}`
        : 'listed for information'
      : 'not listed';
    const lines = [
      `On ${on}: ${said}`,
      `Checked on: ${standing.checkedOn ?? 'never'}`,
      `Stops being listed on: ${standing.lapsesOn ?? 'no day known'}`,
      ...(standing.missing.length ? [`Missing: ${standing.missing.join(', ')}`] : []),
    ];
    return {ok: true, lines, data: {...standing, member, on}};
  });
}
