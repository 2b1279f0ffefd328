import {DomainError, invalid} from '@app/kernel';
import {databaseError} from '@app/platform';

export const LONGEST_WORDS = 1_000;

export function notUsedYet(): DomainError {
  return new DomainError(
    'refused',
    'NO_VISIT_YET',
    'You can say how it was after the first visit whose hours are recorded.',
  );
}

export function feedbackMoved(): DomainError {
  return new DomainError('refused', 'ILLEGAL_TRANSITION', 'This has moved on. Look at it again.');
}

export function ownFeedback(): DomainError {
  return new DomainError(
    'forbidden',
    'OWN_FEEDBACK',
    'You wrote this, or it is about you or somebody you act for. Ask a colleague.',
  );
}

/** Control characters, but for tabs and line ends. */
const UNSEEN = /[^\P{Cc}\t\n\r]/u;

/** @throws VALIDATION_FAILED naming the field */
export function requireWords(field: string, value: string): string {
  const text = value.normalize('NFC').trim();
  if (!text || [...text].length > LONGEST_WORDS) {
    throw invalid({field, message: 'Use 1 to 1,000 characters.'});
  }
  if (UNSEEN.test(text)) throw invalid({field, message: 'Take out the characters that cannot be seen.'});
  return text;
}

/** What the database holds too, in words. */
export function asRefused(error: unknown, field: 'text' | 'reply'): unknown {
  switch (databaseError(error)?.constraint ?? '') {
    case 'feedback_after_use':
      return notUsedYet();
    case 'feedback_moderated_check':
    case 'feedback_replied_check':
      return ownFeedback();
    case 'feedback_text_check':
    case 'feedback_reply_check':
      return invalid({
        field,
        message: 'Leave out telephone numbers, e-mail and web addresses and postcodes: everybody can read this.',
      });
    default:
      return error;
  }
}
