/**
 * What each kind of representative may do for a holder: one table, used by the code and shown to people.
 * Care Act 2014 s.31 (nominated person), s.32 (authorised person); Mental Capacity Act 2005 s.9, s.16 (attorney, deputy).
 */
export const REPRESENTATION_KINDS = ['nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker'] as const;
export type RepresentationKind = (typeof REPRESENTATION_KINDS)[number];

export const POWERS = ['see_budget', 'agree_terms', 'book', 'approve_hours'] as const;
export type Power = (typeof POWERS)[number];

const ALL: readonly Power[] = POWERS;

export const POWERS_OF: Record<RepresentationKind, readonly Power[]> = {
  nominated: ALL,
  authorised: ALL,
  attorney: ALL,
  deputy: ALL,
  // A carer sees nothing of the other person's without consent; a broker prepares and never spends.
  carer: [],
  broker: ['see_budget'],
};

/** Somebody may be carer and nominated at once: what lets them do most. Null when there is none. */
export function strongest(kinds: readonly RepresentationKind[]): RepresentationKind | null {
  const [first] = [...kinds].sort((a, b) => POWERS_OF[b].length - POWERS_OF[a].length);
  return first ?? null;
}
