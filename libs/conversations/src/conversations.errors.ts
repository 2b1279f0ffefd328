import {DomainError, type FieldError} from '@app/kernel';
import {databaseError} from '@app/platform';

/** Says no more than that: why is between the two of them and, after a report, the council. */
export function cannotWrite(): DomainError {
  return new DomainError('refused', 'CANNOT_WRITE', 'You cannot write to each other here now.');
}

export function notListedNow(name: string): DomainError {
  return new DomainError(
    'refused',
    'NOT_LISTED',
    `${name} is not listed now, so you cannot write to each other here. What is booked stays as it is.`,
  );
}

const CONTACT_FIRST: FieldError = {
  field: 'text',
  message:
    'Leave out telephone numbers, e-mail and web addresses and postcodes. You can share contact details below, once you both agree.',
};

export function contactFirst(): DomainError {
  return new DomainError('refused', 'CONTACT_NOT_SHARED', CONTACT_FIRST.message, {fields: [CONTACT_FIRST]});
}

export function ownListing(): DomainError {
  return new DomainError('refused', 'OWN_LISTING', 'This is your own listing.');
}

export function reportClosed(): DomainError {
  return new DomainError('conflict', 'REPORT_CLOSED', 'This report is closed already.');
}

/** What the database refused of a message, as whoever wrote it is told. */
export function refusedMessage(error: unknown, listingName: string): unknown {
  const constraint = databaseError(error)?.constraint ?? '';
  if (['conversation_open', 'conversation_not_blocked'].includes(constraint)) return cannotWrite();
  if (constraint === 'conversation_listed') return notListedNow(listingName);
  return constraint === 'conversation_contact_first' ? contactFirst() : error;
}
