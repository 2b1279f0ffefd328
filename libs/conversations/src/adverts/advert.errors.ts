import {DomainError} from '@app/kernel';
import {databaseError} from '@app/platform';
import {refusedMessage} from '../conversations.errors.js';

export function advertMoved(): DomainError {
  return new DomainError('conflict', 'ILLEGAL_TRANSITION', 'This advert is not where it was. Look at it again.');
}

export function advertOfOwn(): DomainError {
  return new DomainError('refused', 'OWN_ADVERT', 'Somebody else of the council has to look at this advert.');
}

/** What the database refused of an answer. */
export function refusedAnswer(error: unknown, listingName: string): unknown {
  const constraint = databaseError(error)?.constraint ?? '';
  if (constraint === 'advert_open') return new DomainError('conflict', 'ADVERT_CLOSED', 'This advert is closed now.');
  if (constraint === 'advert_answered_once') {
    return new DomainError('conflict', 'ADVERT_ANSWERED', 'You have answered this advert already.');
  }
  // It was theirs to answer a moment ago.
  if (constraint === 'advert_not_theirs') {
    const message = 'This advert asks for nothing that you may give now. Look at it again.';
    return new DomainError('conflict', 'REGULATED_SERVICE', message);
  }
  return refusedMessage(error, listingName);
}
