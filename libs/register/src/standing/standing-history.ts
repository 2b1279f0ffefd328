import type {Day} from '@app/kernel';
import type {Circumstance, EvidenceDates, RequirementTerms, SchemeKind} from '../scheme/requirement-kinds.js';

/** All that standing follows from. Each record says since when it is on record, so that what was known can be told too. */
export interface StandingHistory {
  approvals: Approval[];
  evidence: RecordedEvidence[];
  suspensions: SuspensionDates[];
  terminations: TerminationDates[];
}

/** A decision that approved, with the terms it was made under. */
export interface Approval {
  id: string;
  effectiveOn: Day;
  decidedAt: Date;
  scheme: string;
  schemeKind: SchemeKind;
  circumstances: Circumstance[];
  /** What the version asks that was applied under. */
  requirements: RequirementTerms[];
  /** Later versions of the same scheme that take over whoever was approved before. */
  takeovers: Takeover[];
  conditions: ConditionDates[];
}

export interface Takeover {
  startsOn: Day;
  membersFrom: Day;
  createdAt: Date;
  requirements: RequirementTerms[];
}

export interface ConditionDates {
  /** The last day on which it may be open; null for never due. */
  dueOn: Day | null;
  metOn: Day | null;
  recordedAt: Date;
  metRecordedAt: Date | null;
  /** What it asks, where the council tells everybody. */
  told?: string | null;
}

export interface RecordedEvidence extends EvidenceDates {
  recordedAt: Date;
  voided: {endedOn: Day | null; voidedAt: Date} | null;
}

export interface SuspensionDates {
  startsAt: Date;
  endsAt: Date | null;
  recordedAt: Date;
  liftedAt: Date | null;
}

export interface TerminationDates {
  startsOn: Day;
  /** The day of the reinstatement. */
  liftedOn: Day | null;
  recordedAt: Date;
  liftedAt: Date | null;
}
