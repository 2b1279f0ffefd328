import {invalid, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {In} from 'typeorm';
import {noScheme} from '../register.errors.js';
import type {MemberKind, RequirementTerms} from './requirement-kinds.js';
import {Requirement} from './scheme.entity.js';

/**
 * The version of the council's scheme that an application made on this day is under.
 * @throws NO_SCHEME; VALIDATION_FAILED when there are several schemes and none was chosen
 */
export async function versionInForce(
  tx: Tx,
  memberKind: MemberKind,
  day: Day,
  schemeId: string | null,
): Promise<{id: string; schemeId: string}> {
  const found = await tx.query<{id: string; schemeId: string; name: string}[]>(
    `SELECT DISTINCT ON (v.scheme_id) v.id, v.scheme_id AS "schemeId", s.name
     FROM scheme_version v JOIN scheme s ON s.id = v.scheme_id
     WHERE v.member_kind = $1 AND v.starts_on <= $2 AND ($3::uuid IS NULL OR v.scheme_id = $3)
     ORDER BY v.scheme_id, v.starts_on DESC`,
    [memberKind, day, schemeId],
  );
  if (found.length > 1) {
    const names = found.map((each) => `${each.name} (${each.schemeId})`).join(', ');
    throw invalid({field: 'scheme_id', message: `Choose a scheme: ${names}.`});
  }
  if (!found[0]) throw noScheme();
  return found[0];
}

/** What each version asks, in the officer's order. */
export async function requirementsOf(tx: Tx, versionIds: readonly string[]): Promise<Map<string, RequirementTerms[]>> {
  const found = await tx.find(Requirement, {
    where: {schemeVersionId: In([...new Set(versionIds)])},
    order: {position: 'ASC'},
  });
  const terms = new Map<string, RequirementTerms[]>(versionIds.map((id) => [id, []]));
  for (const each of found) terms.get(each.schemeVersionId)?.push(each);
  return terms;
}
