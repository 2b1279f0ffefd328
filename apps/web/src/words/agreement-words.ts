import type {Relation} from '@app/allocations';
import type {EngagementState, EngagementStatus, EngagementView} from '@app/bookings';
import {t, words} from './t.js';

export const STATUS_WORDS: Record<EngagementStatus, string> = words({
  employed: 'Employed',
  self_employed: 'Self-employed',
});

/** As a holder says it of whom they have for support. */
export const RELATION_WORDS: Record<Relation, string> = words({
  none: 'No',
  partner: 'Yes: husband, wife, civil partner, or living together as such',
  close_relative: 'Yes: close family who live in the same home',
  relative_elsewhere: 'Yes: family who live somewhere else',
});

export const AGREEMENT_STATES: Record<EngagementState, string> = words({
  proposed: 'Waiting for an answer',
  accepted: 'Agreed',
  declined: 'Not accepted',
  ended: 'Ended',
});

/** How a state's tag is coloured; the words say it. */
export const AGREEMENT_TAGS: Record<EngagementState, string> = {
  proposed: 'govuk-tag--yellow',
  accepted: 'govuk-tag--green',
  declined: 'govuk-tag--grey',
  ended: 'govuk-tag--grey',
};

/** Where an agreement stands, in a sentence for the holder. */
export function agreementSentence({state, listing}: Pick<EngagementView, 'state' | 'listing'>): string {
  const sentences: Record<EngagementState, string> = {
    proposed: t('Waiting for {{name}} to answer. You can book when they have accepted.', {name: listing.name}),
    accepted: t('You both agreed, so you can book.'),
    declined: t('{{name}} did not accept these terms.', {name: listing.name}),
    ended: t('These terms with {{name}} have ended.', {name: listing.name}),
  };
  return sentences[state];
}
