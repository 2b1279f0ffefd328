import {
  DomainError,
  formatDay,
  formatPounds,
  formatTime,
  londonDay,
  minutes,
  notFound,
  type Day,
  type Pence,
  type TimeRange,
} from '@app/kernel';
import type {BookableListing} from '@app/listings';
import {databaseError} from '@app/platform';

/** @param bufferMinutes what they need between visits, where these times may only be too near to another */
export function slotTaken(clashes: readonly Date[], bufferMinutes = 0): DomainError {
  const when = clashes.map((at) => `${formatDay(londonDay(at))} at ${formatTime(at)}`);
  const said =
    when.length === 0 ? 'One of these times' : when.slice(0, 3).join(', ') + (when.length > 3 ? ' and others' : '');
  const message = bufferMinutes
    ? `${said} has been taken, or is less than ${bufferMinutes} minutes from another visit. Choose another time.`
    : `${said} has been taken. Choose another time.`;
  return new DomainError('conflict', 'SLOT_TAKEN', message, {
    fields: [{field: 'starts_at', message}],
    facts: {clashes: clashes.map((at) => at.toISOString())},
  });
}

/** @throws VISIT_TOO_SHORT naming the first that is shorter than they come for */
export function requireLongEnough({name, minimumMinutes}: BookableListing, visits: readonly TimeRange[]): void {
  const short = visits.filter((visit) => minimumMinutes !== null && minutes(visit) < minimumMinutes);
  const [first] = short;
  if (!first) return;
  const when = `${formatDay(londonDay(first.startsAt))} at ${formatTime(first.startsAt)}`;
  const message = `${name} comes for ${minimumMinutes} minutes or more, and the visit on ${when} is shorter. Book a longer one.`;
  throw new DomainError('refused', 'VISIT_TOO_SHORT', message, {
    fields: [{field: 'ends_at', message}],
    facts: {minimum_minutes: minimumMinutes, visits: short.map(({startsAt}) => startsAt.toISOString())},
  });
}

/** The listing cannot be booked for that day. The words are neutral: they never say why. */
export function notListed(name: string, day: Day): DomainError {
  const message = `${name} is not listed for ${formatDay(day, {})}. Choose earlier dates, or somebody else.`;
  return new DomainError('refused', 'NOT_LISTED', message, {fields: [{field: 'listing_id', message}], facts: {day}});
}

export function engagementRequired(name: string): DomainError {
  const message = `Agree terms with ${name} first. They have to accept before you can book.`;
  return new DomainError('refused', 'ENGAGEMENT_REQUIRED', message, {fields: [{field: 'engagement_id', message}]});
}

/** They have blocked whoever asks, who never learns of it. */
export function cannotAsk(): DomainError {
  const message = 'You cannot ask them for support here now. Choose somebody else.';
  return new DomainError('refused', 'CANNOT_ASK', message, {fields: [{field: 'listing_id', message}]});
}

/** What the database refuses of those to whom a listing does not show, or of whom it wants nothing, as they are told. */
export function refusedAsking(error: unknown): unknown {
  const constraint = databaseError(error)?.constraint;
  if (constraint === 'listing_shows') return notFound('listing');
  return constraint === 'listing_is_wanted' ? cannotAsk() : error;
}

export function engagementExists(engagementId: string): DomainError {
  return new DomainError(
    'conflict',
    'ENGAGEMENT_EXISTS',
    'You already have terms with them, agreed or waiting for an answer.',
    {
      facts: {engagement_id: engagementId},
    },
  );
}

/** @param what `booking`, `visit`, `engagement` */
export function illegalTransition(what: string, state: string, action: string): DomainError {
  return new DomainError(
    'refused',
    'ILLEGAL_TRANSITION',
    `This ${what} is ${state.replaceAll('_', ' ')}, so you cannot ${action.replaceAll('_', ' ')} it.`,
    {facts: {state, action}},
  );
}

/** Somebody recorded the hours anew after they were looked at. */
export function hoursChanged(actualPence: Pence): DomainError {
  const message = `These hours were recorded anew and now cost ${formatPounds(actualPence)}. Look at them again.`;
  return new DomainError('conflict', 'HOURS_CHANGED', message, {facts: {actual_pence: actualPence}});
}

/** Planned before any period could pay for it, and no period does yet: its hours would be paid from nowhere. */
export function notYetFunded(): DomainError {
  const message =
    'No budget period pays for this visit yet. Ask whoever you support to choose a budget for it, or to talk to the council.';
  return new DomainError('refused', 'NOT_FUNDED', message);
}

/** Rates changed after the price was shown. */
export function priceChanged(pence: Pence): DomainError {
  const message = `At the rates of those days this now costs ${formatPounds(pence)}. Look at it again.`;
  return new DomainError('conflict', 'PRICE_CHANGED', message, {facts: {price_pence: pence}});
}

/** Hours that cost more than was set aside by more than the council lets pass: somebody has to say yes to that. */
export function hoursAboveTolerance(sums: {pricePence: Pence; actualPence: Pence; tolerancePence: Pence}): DomainError {
  const more = formatPounds(sums.actualPence - sums.pricePence);
  return new DomainError(
    'refused',
    'HOURS_ABOVE_TOLERANCE',
    `These hours cost ${more} more than was set aside. Say that you agree to that, or send them back.`,
    {facts: {price_pence: sums.pricePence, actual_pence: sums.actualPence, tolerance_pence: sums.tolerancePence}},
  );
}
