import {DomainError} from '@app/kernel';
import {databaseError} from '@app/platform';

export function communityMoved(): DomainError {
  return new DomainError(
    'conflict',
    'ILLEGAL_TRANSITION',
    'Somebody has dealt with this entry already. Look at it again.',
  );
}

/** A link that was never made, is over, or was made for something that is gone: nobody learns which. */
export function linkGone(): DomainError {
  return new DomainError('gone', 'LINK_GONE', 'This link does not work any more. Ask the council for a new one.');
}

/** What the database will not show, in words. */
export function notComplete(error: unknown): unknown {
  const constraint = databaseError(error)?.constraint;
  if (constraint === 'community_listing_complete_check') {
    return new DomainError(
      'refused',
      'LISTING_INCOMPLETE',
      'Before it shows it needs a summary, a postcode, a kind of help, and when it is or how to join in.',
    );
  }
  if (constraint === 'community_listing_consent_check') {
    return new DomainError(
      'refused',
      'CONSENT_NEEDED',
      'Nobody has said yet that its telephone number, e-mail or website may be shown. Ask them, or take these out.',
    );
  }
  if (constraint === 'community_listing_unregulated') {
    const message = 'Personal care is regulated by law: it cannot be listed here, only on the register.';
    return new DomainError('refused', 'REGULATED_SERVICE', message, {fields: [{field: 'services', message}]});
  }
  if (constraint === 'state_transition') return communityMoved();
  return error;
}
