import type {Day} from '@app/kernel';
import type {Appealable, AppealChannel, AppealEffect, AppealOutcome} from './appeal.entity.js';
import type {AppealState} from './appeal.state.js';

/** Something that can be appealed against, and until when. */
export interface AppealWay {
  against: Appealable;
  /** Of the application, the condition or the member, as the appeal names it. */
  subjectId: string;
  /** The condition's words. */
  text: string | null;
  since: Day;
  lastDay: Day;
}

/** An appeal as a page or a program shows it. */
export interface AppealView {
  id: string;
  against: Appealable;
  /** The condition's words. */
  text: string | null;
  state: AppealState;
  grounds: string;
  channel: AppealChannel;
  receivedOn: Day;
  answerBy: Day;
  outcome: AppealOutcome | null;
  effect: AppealEffect | null;
  /** What whoever appealed is told. */
  reasons: string | null;
  decidedAt: Date | null;
  member: {id: string; name: string};
  /** The member's latest application, where the rest is read. */
  applicationId: string;
  /** Null for whoever appealed, and while nobody does. */
  handledBy: {id: string; name: string} | null;
}
