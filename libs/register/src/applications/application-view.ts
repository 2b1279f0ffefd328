import type {Day} from '@app/kernel';
import type {VoidReason} from '../evidence/evidence.entity.js';
import type {Facts} from '../evidence/evidence-facts.js';
import type {Circumstance, MemberKind, RequirementKind, SchemeKind} from '../scheme/requirement-kinds.js';
import type {RequirementState} from '../standing/requirement-state.js';
import type {Standing} from '../standing/standing.js';
import type {ApplicationState} from './application.state.js';
import type {ConditionView} from './decision-letter.js';
import type {DeclineReason, Outcome} from './decision.entity.js';

/** An application as a page or a program shows it. */
export interface ApplicationView {
  id: string;
  state: ApplicationState;
  member: {id: string; kind: MemberKind; name: string};
  scheme: {id: string; name: string; kind: SchemeKind; startsOn: Day};
  circumstances: Circumstance[];
  openedAt: Date;
  submittedAt: Date | null;
  readyAt: Date | null;
  closedAt: Date | null;
  requirements: RequirementState[];
  /** What a later version will ask of them from a day on that would not be there then; null where nothing. */
  coming: {from: Day; requirements: RequirementState[]} | null;
  /** Null for whoever applied: facts and who recorded them are the council's. */
  evidence: EvidenceView[] | null;
  decision: DecisionView | null;
  /** When the decision is put off: to which day, and, for the council, why. */
  deferral: {until: Day; explanation: string | null; reasons: string | null} | null;
  /** Who handles it; null for nobody in particular, and for whoever applied. */
  assignedTo: {id: string; name: string} | null;
  standing: Standing;
  /** Since when the council has taken them off the register for a while; null when it has not, and for whoever applied. */
  suspendedSince: Date | null;
  /** Who opened it, handed it in, or decided it before an appeal opened it again, and so may not decide; null for whoever applied. */
  handledBy: string[] | null;
}

export interface EvidenceView {
  id: string;
  requirement: string;
  kind: RequirementKind;
  number: number;
  issuedOn: Day | null;
  checkedOn: Day;
  validUntil: Day | null;
  facts: Facts;
  recordedBy: {id: string; name: string};
  recordedAt: Date;
  voided: {reason: VoidReason; endedOn: Day | null; at: Date} | null;
}

export interface DecisionView {
  outcome: Outcome;
  reasonCode: DeclineReason | null;
  conditions: ConditionView[];
  /** For the applicant, in words they understand. */
  explanation: string | null;
  effectiveOn: Day;
  decidedAt: Date;
  /** Null for whoever applied. */
  forTheFile: {reasons: string; decidedBy: {id: string; name: string}} | null;
}
