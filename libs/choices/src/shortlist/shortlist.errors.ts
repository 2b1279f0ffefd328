import {DomainError} from '@app/kernel';

export const MOST_ENTRIES = 30;
export const MOST_COMPARED = 4;

export function shortlistFull(): DomainError {
  return new DomainError('refused', 'SHORTLIST_FULL', 'There are 30 on this shortlist. Take somebody off first.');
}

/** Neutral: a listing that rests and one that was taken down look alike. */
export function notListed(): DomainError {
  return new DomainError('refused', 'NOT_LISTED', 'This listing cannot be found at the moment.');
}

export function notHelping(): DomainError {
  return new DomainError(
    'refused',
    'NOT_A_SUPPORTER',
    'A shortlist is shared with somebody whom the council knows as helping you. Choose one of them.',
  );
}
