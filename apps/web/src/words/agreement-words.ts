import type {EngagementState, EngagementStatus, EngagementView} from '@app/bookings';

export const STATUS_WORDS: Record<EngagementStatus, string> = {
  employed: 'Employed',
  self_employed: 'Self-employed',
};

export const AGREEMENT_STATES: Record<EngagementState, string> = {
  proposed: 'Waiting for an answer',
  accepted: 'Agreed',
  declined: 'Not accepted',
  ended: 'Ended',
};

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
    proposed: `Waiting for ${listing.name} to answer. You can book when they have accepted.`,
    accepted: `You both agreed. You can book ${listing.name}.`,
    declined: `${listing.name} did not accept these terms.`,
    ended: `These terms with ${listing.name} have ended.`,
  };
  return sentences[state];
}
