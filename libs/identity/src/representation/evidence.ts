import type {Day} from '@app/kernel';
import type {RepresentationKind} from './powers.js';

export const HOW_ASKED = ['meeting', 'phone', 'letter', 'online'] as const;
/** How somebody told the council what they want. */
export type HowAsked = (typeof HOW_ASKED)[number];

/** Close to the adult, in the sense of the Direct Payments Regulations 2014: the stricter rules are for others. */
export const CLOSE = ['spouse_or_partner', 'close_family', 'friend_involved'] as const;
export const RELATIONSHIPS = [...CLOSE, 'other'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

/** The adult asked for it and can decide that; the nominated person agrees and manages. Care Act 2014 s.31(4) to (6). */
export interface NominatedEvidence {
  asked_on: Day;
  asked_how: HowAsked;
  has_capacity: true;
  agrees: true;
  manages: true;
}

/** Care Act 2014 s.32(4). Of the check of suitability the outcome only; of a certificate that it was seen, never what it said. */
export interface AuthorisedEvidence {
  relationship: Relationship;
  suitable_on: Day;
  suitable: true;
  dbs_seen_on?: Day;
  dbs_reference?: string;
}

/** A registered power of attorney or an order of the Court of Protection: who saw it, when, its reference. No copy is kept. */
export interface DocumentEvidence {
  seen_by: string;
  seen_on: Day;
  reference: string;
}

/** The adult agreed to what is recorded, or who may decide that for them. */
export interface ConsentEvidence {
  consent_on?: Day;
  consent_how?: HowAsked;
}

/** The agreement under which an organisation holds the fund. */
export interface FundEvidence {
  agreed_on: Day;
  agreement: string;
}

export interface EvidenceOf extends Record<RepresentationKind, object> {
  nominated: NominatedEvidence;
  authorised: AuthorisedEvidence;
  attorney: DocumentEvidence;
  deputy: DocumentEvidence;
  carer: ConsentEvidence;
  broker: ConsentEvidence;
  fund_holder: FundEvidence;
}
export type Evidence = EvidenceOf[RepresentationKind];
