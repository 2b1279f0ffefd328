import {DomainError, invalid, type Day} from '@app/kernel';
import {databaseError, type Tx} from '@app/platform';
import {In} from 'typeorm';
import type {MemberKind, RequirementTerms, SchemeKind} from './requirement-kinds.js';
import {Requirement, Scheme, SchemeVersion} from './scheme.entity.js';

const UNIQUE_VIOLATION = '23505';

export interface NewSchemeVersion {
  councilId: string;
  name: string;
  kind: SchemeKind;
  memberKind: MemberKind;
  startsOn: Day;
  /** None for a scheme that lists for information. */
  requirements: readonly RequirementTerms[];
}

/**
 * Sets up what a scheme asks of a kind of member from a day on; makes the scheme where it is new.
 * @returns the ids of the scheme and of its version
 * @throws VALIDATION_FAILED, SCHEME_VERSION_EXISTS
 */
export async function registerScheme(tx: Tx, wanted: NewSchemeVersion): Promise<{schemeId: string; versionId: string}> {
  await requireSound(tx, wanted);
  const {councilId, memberKind, startsOn} = wanted;
  const scheme = await findOrMake(tx, wanted);
  const versionId = await tx
    .insert(SchemeVersion, {councilId, schemeId: scheme.id, memberKind, startsOn})
    .then(({identifiers}) => (identifiers[0] as {id: string}).id)
    .catch((error: unknown) => {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'SCHEME_VERSION_EXISTS', `${wanted.name} has a version from this day already.`);
    });
  for (const [position, terms] of wanted.requirements.entries()) {
    await tx.insert(Requirement, {...terms, councilId, schemeVersionId: versionId, position});
  }
  return {schemeId: scheme.id, versionId};
}

async function findOrMake(tx: Tx, {councilId, name, kind}: NewSchemeVersion): Promise<Scheme> {
  await tx.query(
    `INSERT INTO scheme (council_id, name, kind) VALUES ($1, $2, $3) ON CONFLICT (council_id, name) DO NOTHING`,
    [councilId, name, kind],
  );
  const scheme = await tx.findOneByOrFail(Scheme, {councilId, name});
  if (scheme.kind !== kind) throw invalid({field: 'kind', message: `${name} is a scheme of the other kind.`});
  return scheme;
}

async function requireSound(tx: Tx, {councilId, kind, requirements}: NewSchemeVersion): Promise<void> {
  const fault = (message: string) => invalid({field: 'requirements', message});
  if (kind === 'information' && requirements.length) {
    throw fault('A scheme that lists for information checks nothing, so it asks for nothing.');
  }
  const codes = requirements.map((each) => each.code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice) throw fault(`The code ${twice} is there twice.`);
  // Evidence is matched by code, so a code has to mean the same for ever.
  const earlier = await tx.findBy(Requirement, {councilId, code: In(codes)});
  const changed = requirements.find((each) =>
    earlier.some(
      (before) => before.code === each.code && (before.kind !== each.kind || before.minimumLevel !== each.minimumLevel),
    ),
  );
  if (changed) throw fault(`The code ${changed.code} stands for something else already. Use another code.`);
}
