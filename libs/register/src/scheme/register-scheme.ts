import {DomainError, invalid, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {MemberKind, RequirementTerms, SchemeKind} from './requirement-kinds.js';

export interface NewSchemeVersion {
  councilId: string;
  name: string;
  kind: SchemeKind;
  memberKind: MemberKind;
  startsOn: Day;
  /** From when members approved under earlier versions stand under this one; none leaves them theirs until they renew. */
  membersFrom?: Day | null;
  /** None for a scheme that lists for information. */
  requirements: readonly RequirementTerms[];
}

/**
 * Sets up what a scheme asks of a kind of member from a day on; makes the scheme where it is new. Plain SQL, so that
 * the owner's connection can do it when a council is added.
 * @returns the ids of the scheme and of its version
 * @throws VALIDATION_FAILED, SCHEME_VERSION_EXISTS
 */
export async function registerScheme(tx: Tx, wanted: NewSchemeVersion): Promise<{schemeId: string; versionId: string}> {
  await requireSound(tx, wanted);
  const schemeId = await findOrMake(tx, wanted);
  const {councilId, memberKind, startsOn, membersFrom = null} = wanted;
  const [version] = await tx.query<{id: string}[]>(
    `INSERT INTO scheme_version (council_id, scheme_id, member_kind, starts_on, members_from)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (scheme_id, member_kind, starts_on) DO NOTHING RETURNING id`,
    [councilId, schemeId, memberKind, startsOn, membersFrom],
  );
  if (!version) {
    throw new DomainError('conflict', 'SCHEME_VERSION_EXISTS', `${wanted.name} has a version from this day already.`);
  }
  for (const [position, terms] of wanted.requirements.entries()) {
    await insertRequirement(tx, councilId, version.id, position, terms);
  }
  return {schemeId, versionId: version.id};
}

async function findOrMake(tx: Tx, {councilId, name, kind}: NewSchemeVersion): Promise<string> {
  await tx.query(
    `INSERT INTO scheme (council_id, name, kind) VALUES ($1, $2, $3) ON CONFLICT (council_id, name) DO NOTHING`,
    [councilId, name, kind],
  );
  const [scheme] = await tx.query<{id: string; kind: SchemeKind}[]>(
    `SELECT id, kind FROM scheme WHERE council_id = $1 AND name = $2`,
    [councilId, name],
  );
  if (scheme?.kind !== kind) throw invalid({field: 'kind', message: `${name} is a scheme of the other kind.`});
  return scheme.id;
}

async function insertRequirement(
  tx: Tx,
  councilId: string,
  versionId: string,
  position: number,
  terms: RequirementTerms,
): Promise<void> {
  await tx.query(
    `INSERT INTO requirement (council_id, scheme_version_id, position, code, kind, title, needed, valid_months,
                              counts_from, on_lapse, grace_days, only_when, minimum_level, recorded_by, source, each_worker)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      councilId,
      versionId,
      position,
      terms.code,
      terms.kind,
      terms.title,
      terms.needed,
      terms.validMonths,
      terms.countsFrom,
      terms.onLapse,
      terms.graceDays,
      terms.onlyWhen,
      terms.minimumLevel,
      terms.recordedBy,
      terms.source,
      terms.eachWorker ?? false,
    ],
  );
}

async function requireSound(tx: Tx, wanted: NewSchemeVersion): Promise<void> {
  const {councilId, kind, requirements, startsOn, membersFrom} = wanted;
  const fault = (message: string) => invalid({field: 'requirements', message});
  if (kind === 'information' && requirements.length) {
    throw fault('A scheme that lists for information checks nothing, so it asks for nothing.');
  }
  if (membersFrom && membersFrom < startsOn) {
    throw invalid({field: 'members_from', message: 'It cannot take members over before it starts.'});
  }
  if (requirements.some(({onLapse, graceDays}) => (onLapse === 'grace') !== (graceDays !== null))) {
    throw fault('Give days of grace where a lapse has a grace, and only there.');
  }
  const codes = requirements.map((each) => each.code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice) throw fault(`The code ${twice} is there twice.`);
  // Evidence is matched by code, so a code has to mean the same for ever.
  const earlier = await tx.query<Pick<RequirementTerms, 'code' | 'kind' | 'minimumLevel'>[]>(
    `SELECT DISTINCT code, kind, minimum_level AS "minimumLevel" FROM requirement
     WHERE council_id = $1 AND code = ANY($2)`,
    [councilId, codes],
  );
  const changed = requirements.find((each) =>
    earlier.some(
      (before) => before.code === each.code && (before.kind !== each.kind || before.minimumLevel !== each.minimumLevel),
    ),
  );
  if (changed) throw fault(`The code ${changed.code} stands for something else already. Use another code.`);
}
