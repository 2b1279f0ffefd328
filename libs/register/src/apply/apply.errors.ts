import {DomainError} from '@app/kernel';

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
  return new DomainError(
    'conflict',
    'REFEREE_PLACE_TAKEN',
    'You have named a referee here already. Replace them first.',
  );
}

/** The same for a link that never was, is used, or is too old: it says nothing of whom it was about. */
export function linkGone(): DomainError {
  return new DomainError('gone', 'LINK_GONE', 'This link has been used, is too old, or was not copied whole.');
}

export function noFileKept(message: string): DomainError {
  return new DomainError('refused', 'NO_FILE_KEPT', message, {fields: [{field: 'file', message}]});
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
  return new DomainError(
    'refused',
    'SCAN_PENDING',
    'The virus scanner has not answered yet. Try again in a few minutes.',
  );
}
