import {DomainError} from '@app/kernel';
import {databaseError} from '@app/platform';

/** Says no more than that: why is between the two of them and, after a report, the council. */
export function cannotWrite(): DomainError {
  return new DomainError('refused', 'CANNOT_WRITE', 'You cannot write to each other here now.');
}

export function notListedNow(name: string): DomainError {
  const message = `${name} is not listed now, so you cannot write to each other here. What is booked stays as it is.`;
  return new DomainError('refused', 'NOT_LISTED', message);
}

export function contactFirst(): DomainError {
  const message =
    'Leave out telephone numbers, e-mail and web addresses and postcodes. You can share contact details below, once you both agree.';
  return new DomainError('refused', 'CONTACT_NOT_SHARED', message, {fields: [{field: 'text', message}]});
}

export function ownListing(): DomainError {
  return new DomainError('refused', 'OWN_LISTING', 'This is your own listing.');
}

export function reportClosed(): DomainError {
  return new DomainError('conflict', 'REPORT_CLOSED', 'This report is closed already.');
}

/** What the database refused of a message, as whoever wrote it is told. */
export function refusedMessage(error: unknown, listingName: string): unknown {
  switch (databaseError(error)?.constraint) {
    case 'conversation_open':
    case 'conversation_not_blocked':
      return cannotWrite();
    case 'conversation_listed':
      return notListedNow(listingName);
    case 'conversation_contact_first':
      return contactFirst();
    default:
      return error;
  }
}
