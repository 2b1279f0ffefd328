import {DomainError} from '@app/kernel';

/** The same for a link that never was, is used, or is too old: it says nothing of whom it was for. */
export function linkGone(): DomainError {
  return new DomainError('gone', 'LINK_GONE', 'This link has been used, is too old, or was not copied whole.');
}

/** The link was asked for in another browser, and what was typed is not where it was sent. */
export function notItsAddress(): DomainError {
  const message = 'Enter the e-mail address that the link was sent to.';
  return new DomainError('refused', 'NOT_ITS_ADDRESS', message, {fields: [{field: 'email', message}]});
}
