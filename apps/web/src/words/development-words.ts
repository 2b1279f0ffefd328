import type {
  DevelopmentAction,
  DevelopmentReason,
  DevelopmentState,
  DevelopmentTaskCode,
  TaskOutcome,
} from '@app/register';
import {words} from './t.js';

export const STEP_WORDS: Record<DevelopmentState | 'new', string> = words({
  new: 'New enquiry',
  talking: 'Conversation',
  developing: 'Development',
  ready: 'Standards met',
  listed: 'Listed',
  checking: 'Yearly check',
  paused: 'Paused',
  closed: 'Closed',
  declined: 'Declined',
});

export const MOVE_WORDS: Record<DevelopmentAction, string> = words({
  develop: 'Begin development',
  meet_standards: 'Standards are met',
  list: 'It is listed',
  check: 'Begin the yearly check',
  pass_check: 'The check is passed',
  pause: 'Pause',
  resume: 'Take it up again',
  close: 'Close',
  decline: 'Decline',
  reopen: 'Open it again',
});

export const WHY_WORDS: Record<DevelopmentReason, string> = words({
  no_answer: 'They do not answer',
  changed_mind: 'They changed their mind',
  other_work: 'They found other work',
  moved_away: 'They moved away',
  not_viable: 'It would not pay its way',
  stopped_trading: 'It has stopped trading',
  too_large: 'It is larger than a micro-enterprise',
  standards_not_met: 'It does not meet the standards',
  outside_area: 'It is outside our area',
  own_wish: 'Their own wish, for now',
  other: 'Another reason',
});

export const TASK_WORDS: Record<DevelopmentTaskCode, string> = words({
  training: 'Training, safeguarding adults among it',
  dbs: 'A DBS check of everybody who meets people',
  policies: 'Policies: safeguarding, complaints, data, lone working',
  insurance: 'Public liability insurance',
  regulation: 'Regulated care looked at, and registered with the Care Quality Commission where it is offered',
  tax: 'Registered with HM Revenue and Customs',
  court_judgments: 'County court judgments looked at',
  car: 'Car insurance for business, where they drive people',
});

export const OUTCOME_OF_TASK: Record<TaskOutcome, string> = words({
  to_do: 'To do',
  done: 'Done',
  not_needed: 'Not needed',
});
