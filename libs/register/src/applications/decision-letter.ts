import type {Day} from '@app/kernel';
import type {AppealView, AppealWay} from '../appeals/appeal-view.js';
import type {ApplicationState} from './application.state.js';
import type {DeclineReason, Outcome} from './decision.entity.js';

/** What somebody is told about how their application was decided, and what they can do about it. */
export interface DecisionLetter {
  applicationId: string;
  state: ApplicationState;
  member: {id: string; name: string};
  scheme: string;
  /** The last one; null while there is none. */
  decision: {
    outcome: Outcome;
    reasonCode: DeclineReason | null;
    explanation: string | null;
    effectiveOn: Day;
    decidedAt: Date;
  } | null;
  /** When the decision is put off. */
  deferral: {until: Day; explanation: string | null; decidedAt: Date} | null;
  conditions: ConditionView[];
  listed: boolean;
  /** Taken off the register for now. To the member it is said as to everybody, and no reason is given. */
  notCurrentlyListed: boolean;
  /** The membership was ended. */
  ended: boolean;
  /** What can be appealed against, until when. */
  ways: AppealWay[];
  appeals: AppealView[];
}

export interface ConditionView {
  id: string;
  text: string;
  dueOn: Day | null;
  publiclyVisible: boolean;
  metOn: Day | null;
  /** Taken away by an appeal rather than met. */
  removed: boolean;
}
