import {DomainError, formatDay, formatTime, londonDay} from '@app/kernel';
import type {ApplicationAction, ApplicationState} from './applications/application.state.js';
import type {RequirementState} from './standing/requirement-state.js';

const STATE_WORDS: Record<ApplicationState, string> = {
  draft: 'not submitted yet',
  submitted: 'submitted',
  in_checks: 'being checked',
  ready: 'ready for a decision',
  deferred: 'deferred to a later day',
  approved: 'approved',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

export function illegalTransition(
  state: ApplicationState,
  action:
    | ApplicationAction
    | 'record_evidence'
    | 'void_evidence'
    | 'ask'
    | 'answer'
    | 'assign'
    | 'name_referee'
    | 'add_file',
): DomainError {
  return new DomainError(
    'refused',
    'ILLEGAL_TRANSITION',
    `This application is ${STATE_WORDS[state]}, so this cannot be done to it now.`,
    {facts: {state, action}},
  );
}

/** Names what is missing, so that the officer can go and get it. */
export function requirementsMissing(states: readonly RequirementState[]): DomainError {
  const missing = states.map(({terms, held}) => ({
    requirement: terms.code,
    title: terms.title,
    needed: terms.needed,
    held,
  }));
  const list = missing.map((each) => each.title).join('; ');
  return new DomainError('refused', 'REQUIREMENTS_MISSING', `Still missing or out of date: ${list}.`, {
    facts: {missing},
  });
}

/** Says who was first and when, for the one who comes second. */
export function alreadyDecided(last: {outcome: string; decidedBy: string; decidedAt: Date} | null): DomainError {
  const who = last
    ? `${last.decidedBy} decided this application on ${formatDay(londonDay(last.decidedAt), {})} at ${formatTime(last.decidedAt)}`
    : 'Somebody has decided this application already';
  const facts = last && {outcome: last.outcome, decided_by: last.decidedBy, decided_at: last.decidedAt.toISOString()};
  return new DomainError('conflict', 'ALREADY_DECIDED', `${who}. Look at it again before you do anything else.`, {
    facts: facts ?? {outcome: null},
  });
}

export function fourEyes(): DomainError {
  return new DomainError(
    'refused',
    'FOUR_EYES',
    'You opened, submitted or gathered part of this application, or it is your own. Somebody else has to do this.',
  );
}

export function applicationOpen(applicationId: string | null): DomainError {
  return new DomainError('conflict', 'APPLICATION_OPEN', 'There is already an application that is not decided yet.', {
    facts: {application_id: applicationId},
  });
}

export function otherMemberKind(kind: string): DomainError {
  return new DomainError('conflict', 'MEMBER_KIND', `They are on the register already, as another kind: ${kind}.`, {
    facts: {kind},
  });
}

export function noScheme(): DomainError {
  return new DomainError('refused', 'NO_SCHEME', 'The council has no scheme in force for this kind of member.');
}

export function sameReferee(): DomainError {
  return new DomainError('refused', 'SAME_REFEREE', 'This person has given a reference already. Ask somebody else.');
}

export function levelTooLow(level: string): DomainError {
  const message = `This requirement needs a DBS level of ${level.replace('_', ' with ')} or above.`;
  return new DomainError('refused', 'EVIDENCE_INSUFFICIENT', message, {fields: [{field: 'facts.level', message}]});
}

export function alreadyAnswered(): DomainError {
  return new DomainError('conflict', 'ALREADY_ANSWERED', 'This has been answered already.');
}

export function alreadyVoided(): DomainError {
  return new DomainError('conflict', 'ALREADY_VOIDED', 'This evidence has been withdrawn already.');
}

export function alreadySuspended(): DomainError {
  return new DomainError('conflict', 'ALREADY_SUSPENDED', 'This member is not currently listed: already suspended.');
}

export function notSuspended(): DomainError {
  return new DomainError('conflict', 'NOT_SUSPENDED', 'This member is not suspended.');
}

export function conditionMet(): DomainError {
  return new DomainError('conflict', 'CONDITION_MET', 'Somebody has recorded already that this condition is met.');
}

export function alreadyTerminated(): DomainError {
  return new DomainError('conflict', 'ALREADY_TERMINATED', 'This member’s listing has been ended already.');
}

export function sanctionLifted(): DomainError {
  return new DomainError('conflict', 'SANCTION_LIFTED', 'This sanction has been lifted already.');
}

export function appealTooLate(lastDay: string): DomainError {
  const message = `The last day to appeal was ${formatDay(lastDay, {})}.`;
  return new DomainError('refused', 'APPEAL_TOO_LATE', message, {facts: {last_day: lastDay}});
}

export function alreadyAppealed(): DomainError {
  return new DomainError('conflict', 'ALREADY_APPEALED', 'There is an appeal against this already.');
}

export function hadPart(): DomainError {
  return new DomainError(
    'refused',
    'HAD_PART',
    'You had a part in what this appeal is about, or in something else about them. Somebody else has to answer it.',
  );
}

export function appealClosed(): DomainError {
  return new DomainError('conflict', 'APPEAL_CLOSED', 'This appeal is closed.');
}

export function notHandler(): DomainError {
  return new DomainError('refused', 'NOT_HANDLER', 'Take this appeal before you answer it.');
}

export function alreadyProposed(): DomainError {
  return new DomainError('conflict', 'ALREADY_PROPOSED', 'Somebody has proposed this already. It waits for an answer.');
}

export function notProposed(): DomainError {
  return new DomainError('conflict', 'NOT_PROPOSED', 'Nobody proposes to end this membership now.');
}

export function notTerminated(): DomainError {
  return new DomainError('conflict', 'NOT_TERMINATED', 'This membership has not been ended.');
}

export function concernClosed(): DomainError {
  return new DomainError('conflict', 'CONCERN_CLOSED', 'This concern is closed already.');
}

export function saidByOthers(who: 'applicant' | 'referee'): DomainError {
  const message =
    who === 'applicant'
      ? 'The scheme leaves this to the applicant. They have to answer it in their application first.'
      : 'The scheme leaves this to referees. Accept a reference instead.';
  return new DomainError('refused', 'RECORDED_BY_OTHERS', message, {fields: [{field: 'requirement', message}]});
}
