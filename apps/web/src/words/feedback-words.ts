import type {Again, FeedbackState, ReplyState, WentWell} from '@app/choices';
import {words} from './t.js';

export const WENT_WELL_WORDS: Record<WentWell, string> = words({
  on_time: 'Came on time',
  kind: 'Was kind',
  listened: 'Listened to what I want',
  skilled: 'Knew how to help',
  respected_home: 'Respected my home and my privacy',
  kept_agreement: 'Kept to what we agreed',
});

export const AGAIN_WORDS: Record<Again, string> = words({
  yes: 'Would choose them again',
  maybe: 'Would perhaps choose them again',
  no: 'Would not choose them again',
});

interface StateWords {
  name: string;
  tag: string;
}

export const FEEDBACK_STATE_WORDS: Record<FeedbackState, StateWords> = words({
  waiting: {name: 'The council looks at it', tag: 'govuk-tag--yellow'},
  shown: {name: 'Shows', tag: 'govuk-tag--green'},
  refused: {name: 'To be changed', tag: 'govuk-tag--red'},
  withdrawn: {name: 'Taken back', tag: 'govuk-tag--grey'},
});

export const REPLY_STATE_WORDS: Record<ReplyState, StateWords> = words({
  waiting: {name: 'The council looks at it', tag: 'govuk-tag--yellow'},
  shown: {name: 'Shows', tag: 'govuk-tag--green'},
  refused: {name: 'To be changed', tag: 'govuk-tag--red'},
});
