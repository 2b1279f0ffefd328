import {DomainError} from '@app/kernel';

export const MOST_SEARCHES = 20;
/** More than anybody looks through, and more than is worth being told of. */
export const MOST_FOUND = 1_000;

export function searchesFull(): DomainError {
  return new DomainError('refused', 'SEARCHES_FULL', 'You keep 20 searches. Delete one that you no longer need first.');
}

export function searchTooWide(): DomainError {
  return new DomainError(
    'refused',
    'SEARCH_TOO_WIDE',
    'More than 1,000 listings fit this search. Say where, or what would help, and save it then.',
  );
}
