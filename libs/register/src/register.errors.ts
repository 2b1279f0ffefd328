import {DomainError} from '@app/kernel';
import type {ApplicationAction, ApplicationState} from './applications/application.state.js';
import type {RequirementState} from './standing/requirement-state.js';

const STATE_WORDS: Record<ApplicationState, string> = {
  draft: 'not submitted yet',
  submitted: 'submitted',
  in_checks: 'being checked',
  ready: 'ready for a decision',
  approved: 'approved',
  declined: 'declined',
  withdrawn: 'withdrawn',
};

export function illegalTransition(
  state: ApplicationState,
  action: ApplicationAction | 'record_evidence' | 'void_evidence' | 'answer' | 'name_referee' | 'add_file',
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

export function alreadyDecided(outcome: string | null): DomainError {
  return new DomainError('conflict', 'ALREADY_DECIDED', 'Somebody has decided this application already.', {
    facts: {outcome},
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

export function alreadyVoided(): DomainError {
  return new DomainError('conflict', 'ALREADY_VOIDED', 'This evidence has been withdrawn already.');
}

export function alreadySuspended(): DomainError {
  return new DomainError('conflict', 'ALREADY_SUSPENDED', 'This member is not currently listed: already suspended.');
}

export function notSuspended(): DomainError {
  return new DomainError('conflict', 'NOT_SUSPENDED', 'This member is not suspended.');
}

/** Names what the applicant has not answered yet. */
export function answersMissing(tasks: readonly string[]): DomainError {
  return new DomainError('refused', 'ANSWERS_MISSING', 'Some parts of the application are not filled in yet.', {
    facts: {missing: tasks},
  });
}

export function ownReferee(): DomainError {
  const message = 'You cannot be your own referee. Name somebody else.';
  return new DomainError('refused', 'OWN_REFEREE', message, {fields: [{field: 'email', message}]});
}

export function relatedReferee(message: string): DomainError {
  return new DomainError('refused', 'REFEREE_RELATED', message, {fields: [{field: 'relationship', message}]});
}

export function refereeNamedTwice(field: string): DomainError {
  const message = 'You have named this person already. Your referees must be different people.';
  return new DomainError('refused', 'SAME_REFEREE', message, {fields: [{field, message}]});
}

export function refereePlaceTaken(): DomainError {
  return new DomainError('conflict', 'REFEREE_PLACE_TAKEN', 'You have named a referee here already. Replace them first.');
}

/** The same for a link that never was, is used, or is too old: it says nothing of whom it was about. */
export function linkGone(): DomainError {
  return new DomainError('gone', 'LINK_GONE', 'This link has been used, is too old, or was not copied whole.');
}

export function noFileKept(message: string): DomainError {
  return new DomainError('refused', 'NO_FILE_KEPT', message, {fields: [{field: 'file', message}]});
}

export function fileNotTaken(code: 'FILE_TYPE' | 'FILE_EMPTY', message: string): DomainError {
  return new DomainError('refused', code, message, {fields: [{field: 'file', message}]});
}

export function fileTooLarge(): DomainError {
  const message = 'The file must be smaller than 10 MB.';
  return new DomainError('too_large', 'FILE_TOO_LARGE', message, {fields: [{field: 'file', message}]});
}

export function fileNotOpen(state: string): DomainError {
  const why =
    state === 'infected'
      ? 'A virus was found in this file, so nobody can open it. Ask for another one.'
      : state === 'removed'
        ? 'This file has been removed.'
        : 'This file has not been checked for viruses yet, so it cannot be opened.';
  return new DomainError('refused', state === 'infected' ? 'FILE_INFECTED' : 'FILE_NOT_OPEN', why, {facts: {state}});
}

export function scanPending(): DomainError {
  return new DomainError('refused', 'SCAN_PENDING', 'The virus scanner has not answered yet. Try again in a few minutes.');
}
