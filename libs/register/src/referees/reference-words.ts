import {invalid, type FieldError} from '@app/kernel';
import {relatedReferee} from '../apply/apply.errors.js';

/** How a referee may know an applicant. Nobody of the family is among them. */
export const RELATIONSHIPS = ['employer', 'colleague', 'client', 'tutor', 'professional', 'community'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

export const KNOWN_FOR = ['under_1', '1_to_3', 'over_3'] as const;
export type KnownFor = (typeof KNOWN_FOR)[number];

export const WOULD_TRUST = ['yes', 'not_sure', 'no'] as const;
export type WouldTrust = (typeof WOULD_TRUST)[number];

/** Offered as an answer, so that who is family says so instead of choosing something near. */
export const FAMILY = 'family';

export interface NewReference {
  relationship: Relationship | typeof FAMILY;
  knownFor: KnownFor;
  wouldTrust: WouldTrust;
  about: string;
  concerns?: string | null | undefined;
}

const LONGEST = 2_000;

/** @throws VALIDATION_FAILED, REFEREE_RELATED */
export function requireReference(sent: NewReference): asserts sent is NewReference & {relationship: Relationship} {
  const errors: FieldError[] = [];
  const choose = (field: string, value: string, of: readonly string[]) => {
    if (!of.includes(value)) errors.push({field, message: `Choose one of ${of.join(', ')}.`});
  };
  if (sent.relationship === FAMILY) {
    throw relatedReferee('A reference from a relative cannot be used. You can say below that you cannot give one.');
  }
  choose('relationship', sent.relationship, RELATIONSHIPS);
  choose('known_for', sent.knownFor, KNOWN_FOR);
  choose('would_trust', sent.wouldTrust, WOULD_TRUST);
  if (!sent.about.trim() || sent.about.length > LONGEST) {
    errors.push({field: 'about', message: `Write up to ${LONGEST} characters.`});
  }
  if (sent.concerns && sent.concerns.length > LONGEST) {
    errors.push({field: 'concerns', message: `Write up to ${LONGEST} characters.`});
  }
  if (errors.length) throw invalid(errors);
}
