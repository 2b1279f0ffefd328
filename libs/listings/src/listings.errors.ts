import {DomainError, type FieldError} from '@app/kernel';
import type {ListingState} from './profile/listing.state.js';

/** The caller answers for several listings and has not said which. */
export function whichListing(ids: readonly string[]): DomainError {
  return new DomainError('conflict', 'WHICH_LISTING', 'You have more than one listing. Say which: add listing_id.', {
    fields: [{field: 'listing_id', message: 'Say which of your listings this is about.'}],
    facts: {listing_ids: ids},
  });
}

export function listingExists(listingId: string): DomainError {
  return new DomainError('conflict', 'LISTING_EXISTS', 'There is a listing already. Change that one.', {
    facts: {listing_id: listingId},
  });
}

export function illegalTransition(state: ListingState, wanted: string): DomainError {
  return new DomainError(
    'conflict',
    'ILLEGAL_TRANSITION',
    `This listing is ${state}, so you cannot ${wanted} it now.`,
    {
      facts: {state},
    },
  );
}

/** What is still missing before others can see it. */
export function listingIncomplete(missing: FieldError[]): DomainError {
  const message = `Before others can see this listing: ${missing.map((each) => each.message).join(' ')}`;
  return new DomainError('refused', 'LISTING_INCOMPLETE', message, {fields: missing});
}

/** Nobody has said of a council's own kind of help whether the law's rules for personal care hold for it. */
export function serviceUnsaid(serviceCode: string): DomainError {
  const message =
    'The council has not said yet whether one of these is personal care. Until it has, you cannot add that one: ask the coordinator.';
  const fields = [{field: 'services', message}];
  return new DomainError('refused', 'SERVICE_UNSAID', message, {fields, facts: {service: serviceCode}});
}

const NOT_CHECKED =
  'The council has not checked your CQC provider ID yet. Ask the coordinator: until then personal care cannot be listed, and your other services can.';

/** What the rule asks; or, where an ID is entered, that nobody has checked it. */
export function whyNotTheirs(reason: string, claimsRegistration: boolean): string {
  return claimsRegistration ? NOT_CHECKED : reason;
}

/**
 * The law wants more of who offers this service; says what, and where that is written.
 * @param field where it was asked for
 */
export function regulatedService(
  serviceCode: string,
  reason: string,
  source: string,
  field: 'services' | 'tasks' | 'listing_id' = 'services',
): DomainError {
  return new DomainError('refused', 'REGULATED_SERVICE', reason, {
    fields: [{field, message: reason}],
    facts: {service: serviceCode, rule: source},
  });
}
