import type {Day} from '@app/kernel';

/** Who can be on the register. Each kind has a requirement set of its own. */
export const MEMBER_KINDS = ['pa', 'business', 'cqc_body', 'broker'] as const;
export type MemberKind = (typeof MEMBER_KINDS)[number];

/** `information`: listed, nothing checked, and every page says so. `accredited`: checked. */
export const SCHEME_KINDS = ['accredited', 'information'] as const;
export type SchemeKind = (typeof SCHEME_KINDS)[number];

/** What a council may ask for. The facts that each kind may hold are in evidence-facts.ts. */
export const REQUIREMENT_KINDS = [
  'identity',
  'right_to_work',
  'dbs',
  'reference',
  'training',
  'insurance',
  'qualification',
  'tax_registration',
  'court_judgments',
  'interview',
  'code_of_conduct',
  'trading_history',
  'self_declaration',
  'fee',
] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

/** What an applicant says of their work, on which some requirements depend. Status itself belongs to each engagement. */
export const CIRCUMSTANCES = ['self_employed', 'drives', 'regulated_activity'] as const;
/** To whom a requirement applies. Who does not say that they do regulated activity says that they do not. */
export const ONLY_WHEN = [...CIRCUMSTANCES, 'no_regulated_activity'] as const;
export type Circumstance = (typeof ONLY_WHEN)[number];

/** From weakest to strongest. */
export const DBS_LEVELS = ['basic', 'standard', 'enhanced', 'enhanced_barred'] as const;
export type DbsLevel = (typeof DBS_LEVELS)[number];

/** The day from which a validity counts: on the paper, of the course that was passed, or when it was looked at. */
export const COUNTS_FROM = ['issued', 'awarded', 'checked'] as const;
export type CountsFrom = (typeof COUNTS_FROM)[number];

/** What a lapse does to the listing: down at once, nothing but a warning to the officer, or down after some days. */
export const ON_LAPSE = ['delist', 'warn', 'grace'] as const;
export type OnLapse = (typeof ON_LAPSE)[number];

/** Who may record a piece of evidence. */
export const RECORDERS = ['officer', 'applicant', 'referee'] as const;
export type Recorder = (typeof RECORDERS)[number];

/** One requirement of a scheme's version. */
export interface RequirementTerms {
  /** Stable within a council, and part of the address it is recorded at: evidence counts for every requirement with its code. */
  code: string;
  kind: RequirementKind;
  /** For people: `Enhanced DBS certificate`. */
  title: string;
  /** How many different ones: two references. Each has a place of its own, numbered from 1. */
  needed: number;
  /** Null is for ever. */
  validMonths: number | null;
  countsFrom: CountsFrom;
  onLapse: OnLapse;
  /** For how many days after a lapse the listing stays up; with `grace` only. */
  graceDays: number | null;
  /** Asked only of applicants to whom this applies; null asks everybody. */
  onlyWhen: Circumstance | null;
  /** The weakest DBS level that will do. */
  minimumLevel: DbsLevel | null;
  /** A DBS certificate of each person of an organisation who meets people; left out it is asked of the organisation once. */
  eachWorker?: boolean;
  recordedBy: Recorder[];
  /** Where the council takes it from. */
  source: string;
}

/** What of a piece of evidence bears on standing: its dates, never its facts. */
export interface EvidenceDates {
  requirement: string;
  /** Which place it takes: first or second reference. A newer one with the same number renews it. */
  number: number;
  /** The day it was issued or awarded, as the paper says. */
  issuedOn: Day | null;
  checkedOn: Day;
  /** The last day its own paper is good for: an insurance policy, a visa. */
  validUntil: Day | null;
  /** Withdrawn: with null it counts on no day, with a day it counts before that day. Null while it stands. */
  voided: {endedOn: Day | null} | null;
}
