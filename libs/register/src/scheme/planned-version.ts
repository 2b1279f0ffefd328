import type {Day} from '@app/kernel';
import type {DbsLevel, MemberKind, RequirementTerms, SchemeKind} from './requirement-kinds.js';

/** `by_tasks`: as the law of the day it starts has it for regulated activity and for other tasks. */
export type PlannedLevel = DbsLevel | 'by_tasks';

/** One thing that a planned version asks. */
export interface PlannedRequirement extends Omit<RequirementTerms, 'code' | 'minimumLevel'> {
  /** The code it has already, or null for something new. */
  code: string | null;
  minimumLevel: PlannedLevel | null;
}

/** What a council means to ask of a kind of member from a day on. */
export interface PlannedVersion {
  /** A scheme of this name is made where there is none. */
  name: string;
  kind: SchemeKind;
  memberKind: MemberKind;
  startsOn: Day;
  /** From when members approved earlier stand under it; null leaves them theirs until they renew. */
  membersFrom: Day | null;
  requirements: readonly PlannedRequirement[];
}
