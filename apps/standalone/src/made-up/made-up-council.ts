import {londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {
  DEFAULT_BUSINESS_REQUIREMENTS,
  DEFAULT_PA_REQUIREMENTS,
  registerScheme,
  type MemberKind,
  type SchemeKind,
} from '@app/register';
import {setUpCouncil} from '../set-up-council.js';
import type {Town} from './england.js';

/** A town's council, with the schemes by which it lists. */
export interface MadeUpCouncil {
  id: string;
  town: Town;
  officerId: string;
  approverId: string;
  versions: Record<`${SchemeKind} ${'pa' | 'business'}`, string>;
}

/** Who gathers the evidence of everything made up, and nothing else: by this name it is known again. */
export const MADE_UP_OFFICER = 'Made-up Officer';
const MADE_UP_APPROVER = 'Made-up Approver';
const SINCE = '2020-01-01';

/** Towns that lie in a council of the demonstration: its people find these listings too. */
const DEMONSTRATED: Readonly<Record<string, string>> = {
  Nottingham: 'nottinghamshire',
  Mansfield: 'nottinghamshire',
  'Newark on Trent': 'nottinghamshire',
};

/** Finds the council of a town, or makes one. */
export async function madeUpCouncil(tx: Tx, town: Town): Promise<MadeUpCouncil> {
  const id = (await find(tx, DEMONSTRATED[town.name])) ?? (await find(tx, codeOf(town))) ?? (await add(tx, town));
  const version = (kind: SchemeKind, memberKind: MemberKind) => versionOf(tx, id, kind, memberKind);
  return {
    id,
    town,
    officerId: await personOf(tx, id, MADE_UP_OFFICER),
    approverId: await personOf(tx, id, MADE_UP_APPROVER),
    versions: {
      'accredited pa': await version('accredited', 'pa'),
      'accredited business': await version('accredited', 'business'),
      'information pa': await version('information', 'pa'),
      'information business': await version('information', 'business'),
    },
  };
}

const codeOf = ({name}: Town) => `made-up-${name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`;

async function find(tx: Tx, code: string | undefined): Promise<string | undefined> {
  const [row] = await tx.query<{id: string}[]>(`SELECT id FROM council WHERE code = $1`, [code ?? null]);
  return row?.id;
}

function add(tx: Tx, town: Town): Promise<string> {
  return setUpCouncil(tx, SINCE, {
    code: codeOf(town),
    name: `${town.name} Council`,
    area: town.name,
    email: 'made-up@council.example',
    phone: '01632 960000',
    phoneHours: 'Monday to Friday, 9am to 5pm',
  });
}

async function personOf(tx: Tx, councilId: string, name: string): Promise<string> {
  const [found] = await tx.query<{id: string}[]>(`SELECT id FROM person WHERE council_id = $1 AND name = $2`, [
    councilId,
    name,
  ]);
  if (found) return found.id;
  const [made] = await tx.query<[{id: string}]>(`INSERT INTO person (council_id, name) VALUES ($1, $2) RETURNING id`, [
    councilId,
    name,
  ]);
  return made.id;
}

/** The terms in force, or the usual ones. */
async function versionOf(tx: Tx, councilId: string, kind: SchemeKind, memberKind: MemberKind): Promise<string> {
  const [found] = await tx.query<{id: string}[]>(
    `SELECT v.id FROM scheme_version v JOIN scheme s ON s.id = v.scheme_id
     WHERE s.council_id = $1 AND s.kind = $2 AND v.member_kind = $3 AND v.starts_on <= $4
     ORDER BY v.starts_on DESC LIMIT 1`,
    [councilId, kind, memberKind, londonDay(new Date())],
  );
  if (found) return found.id;
  const checked = memberKind === 'pa' ? DEFAULT_PA_REQUIREMENTS : DEFAULT_BUSINESS_REQUIREMENTS;
  const {versionId} = await registerScheme(tx, {
    councilId,
    name: kind === 'accredited' ? 'Support with Confidence' : 'Community directory',
    kind,
    memberKind,
    startsOn: SINCE,
    requirements: kind === 'accredited' ? checked : [],
  });
  return versionId;
}
