import type {Names} from '@app/identity';
import {addMonths, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {PlannedVersion} from './planned-version.js';

/** How far after members move to a version its effect is looked at. */
export const LOOKS_AHEAD_MONTHS = 12;
/** More than anybody reads; the counts are of all. */
const MOST_SHOWN = 500;

export interface LapsingMember {
  memberId: string;
  name: string;
  /** The first day on which they are not listed under the planned version, */
  lapsesOn: Day;
  /** and as things are; null for never. */
  lapsesOnNow: Day | null;
  /** Codes of what they lack on that day. */
  missing: string[];
}

/** What a planned version would do to those who are members already. */
export interface VersionEffect {
  /** Null: nobody moves, so nothing changes for them. */
  membersFrom: Day | null;
  /** Listed on that day as things are. */
  listed: number;
  /** Of these, how many would come off the register on that day, */
  lapse: number;
  /** and in the year after it, sooner than as things are. */
  lapseLater: number;
  /** Not listed as things are, and listed under the planned version. */
  listedAgain: number;
  /** How many by first day, soonest first. */
  days: {day: Day; members: number}[];
  /** Who, soonest first; the first five hundred. */
  members: LapsingMember[];
}

/**
 * Holds the standing of everybody as it is against what it would be. The planned version is made for the moment of
 * the question and taken back, so that the same function answers as on the day itself.
 * @param make writes the planned version
 */
export async function versionEffect(
  tx: Tx,
  names: Names,
  {memberKind, membersFrom}: Pick<PlannedVersion, 'memberKind' | 'membersFrom'>,
  make: () => Promise<unknown>,
): Promise<VersionEffect> {
  await tx.query(`SAVEPOINT planned_version`);
  const before = membersFrom && (await listedOn(tx, memberKind, membersFrom));
  await make();
  const effect = before ? await compare(tx, names, memberKind, membersFrom, before) : NO_EFFECT;
  await tx.query(`ROLLBACK TO SAVEPOINT planned_version`);
  return effect;
}

const NO_EFFECT: VersionEffect = {
  membersFrom: null,
  listed: 0,
  lapse: 0,
  lapseLater: 0,
  listedAgain: 0,
  days: [],
  members: [],
};

/** Whom the register lists on a day, and until when: null for ever. */
async function listedOn(tx: Tx, memberKind: string, day: Day): Promise<Map<string, Day | null>> {
  const rows = await tx.query<{id: string; lapsesOn: Day | null}[]>(
    `SELECT s.member_id AS id, s.lapses_on AS "lapsesOn"
     FROM member_standing(NULL, $1) s JOIN member m ON m.id = s.member_id WHERE m.kind = $2 AND s.listed`,
    [day, memberKind],
  );
  return new Map(rows.map(({id, lapsesOn}) => [id, lapsesOn]));
}

interface Lapsing {
  id: string;
  lapsesOn: Day;
  lapsesOnNow: Day | null;
}

async function compare(
  tx: Tx,
  names: Names,
  memberKind: string,
  day: Day,
  before: ReadonlyMap<string, Day | null>,
): Promise<VersionEffect> {
  const after = await listedOn(tx, memberKind, day);
  const horizon = addMonths(day, LOOKS_AHEAD_MONTHS);
  const lapsing: Lapsing[] = [];
  for (const [id, lapsesOnNow] of before) {
    const lapsesOn = after.has(id) ? (after.get(id) ?? null) : day;
    if (lapsesOn === null || lapsesOn >= horizon) continue;
    if (lapsesOnNow === null || lapsesOn < lapsesOnNow) lapsing.push({id, lapsesOn, lapsesOnNow});
  }
  lapsing.sort((a, b) => a.lapsesOn.localeCompare(b.lapsesOn) || a.id.localeCompare(b.id));
  const lapse = lapsing.filter((each) => each.lapsesOn === day).length;
  const days = new Map<Day, number>();
  for (const {lapsesOn} of lapsing) days.set(lapsesOn, (days.get(lapsesOn) ?? 0) + 1);
  return {
    membersFrom: day,
    listed: before.size,
    lapse,
    lapseLater: lapsing.length - lapse,
    listedAgain: [...after.keys()].filter((id) => !before.has(id)).length,
    days: [...days].map(([first, members]) => ({day: first, members})),
    members: await described(tx, names, lapsing.slice(0, MOST_SHOWN)),
  };
}

async function described(tx: Tx, names: Names, lapsing: readonly Lapsing[]): Promise<LapsingMember[]> {
  const missing = await tx.query<{id: string; subjectId: string; missing: string[]}[]>(
    `SELECT d.id, coalesce(m.person_id, m.organisation_id) AS "subjectId", s.missing
     FROM unnest($1::uuid[], $2::date[]) AS d (id, lapses_on) JOIN member m ON m.id = d.id
     CROSS JOIN LATERAL standing_on_days(d.id, ARRAY[d.lapses_on]) s`,
    [lapsing.map((each) => each.id), lapsing.map((each) => each.lapsesOn)],
  );
  const found = new Map(missing.map((each) => [each.id, each]));
  const called = await names.of(
    tx,
    missing.map((each) => each.subjectId),
  );
  const members = lapsing.map(({id, lapsesOn, lapsesOnNow}) => ({
    memberId: id,
    name: called.get(found.get(id)?.subjectId ?? '') ?? '',
    lapsesOn,
    lapsesOnNow,
    missing: found.get(id)?.missing ?? [],
  }));
  return members.sort((a, b) => a.lapsesOn.localeCompare(b.lapsesOn) || a.name.localeCompare(b.name));
}
