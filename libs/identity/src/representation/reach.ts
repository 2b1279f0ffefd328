import {AREAS_OF, grantOf, mostOf, POWERS, usualOf, type Area, type Power, type RepresentationKind} from './powers.js';

/** One representation in force, or what staff do on somebody's behalf, as the database says it. */
export interface ActingGrant {
  kind: RepresentationKind | 'staff';
  /** What was recorded; null what the kind may do otherwise. */
  powers: readonly Power[] | null;
  areas: readonly Area[];
  /** The lines that a fund holder holds. */
  lines: readonly string[];
}

/** Each power that somebody has, with the lines it is good for: null is all of them. */
export type Reach = ReadonlyMap<Power, readonly string[] | null>;

/** Whoever arranges support sees it. */
const ARRANGES: readonly Power[] = ['agree_terms', 'book', 'cancel'];

/**
 * What several representations come to together. A decision of both kinds needs both: one representation may give the
 * one and another the other, as two powers of attorney do.
 */
export function reachOf(grants: readonly ActingGrant[]): Reach {
  const reach = new Map<Power, readonly string[] | null>();
  for (const power of POWERS) {
    const giving = grants.filter((grant) => gives(grant, power));
    const covered = AREAS_OF[power].every((area) => giving.some((grant) => grant.areas.includes(area)));
    if (giving.length && covered) reach.set(power, linesOf(giving));
  }
  if (ARRANGES.some((power) => reach.has(power))) reach.set('see_support', null);
  return reach;
}

function gives({kind, powers}: ActingGrant, power: Power): boolean {
  const recorded = powers ?? usualOf(kind);
  return recorded.includes(power) && grantOf(kind, power) !== 'no';
}

function linesOf(giving: readonly ActingGrant[]): readonly string[] | null {
  if (giving.some((grant) => grant.kind !== 'fund_holder')) return null;
  return [...new Set(giving.flatMap((grant) => grant.lines))];
}

/** Somebody may be carer and nominated at once: what lets them do most. Null when there is none. */
export function strongest(grants: readonly ActingGrant[]): ActingGrant['kind'] | null {
  const [first] = [...grants].sort((a, b) => mostOf(b.kind).length - mostOf(a.kind).length);
  return first?.kind ?? null;
}
