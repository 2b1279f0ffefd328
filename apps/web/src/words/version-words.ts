import type {Employer, EngagementVersionState, VersionTerms} from '@app/bookings';
import {words} from './t.js';

export const EMPLOYER_WORDS: Record<Employer, string> = words({
  person: 'The person themselves employs them',
  user_led: 'An organisation of disabled people employs them',
  agency: 'An agency employs them',
  self: 'Nobody: they work for themselves',
  enterprise: 'Nobody: they are an enterprise',
});

export const SLEEP_IN_WORDS: Record<VersionTerms['sleepIns'], string> = words({
  none: 'None are agreed',
  flat: 'A flat sum for the night',
  flat_and_awake: 'A flat sum, and each hour awake for work beside it',
});

export const HOLIDAY_WORDS: Record<VersionTerms['holiday'], string> = words({
  none: 'None: they are self-employed',
  statutory: '5.6 weeks a year',
  accrued: 'Built up by the hour, for irregular hours',
  rolled_up: 'Paid with each hour and shown apart, for irregular hours',
});

export const VERSION_STATES: Record<EngagementVersionState, {name: string; tag: string}> = words({
  proposed: {name: 'Waiting for an answer', tag: 'govuk-tag--yellow'},
  accepted: {name: 'Agreed', tag: 'govuk-tag--green'},
  declined: {name: 'Not accepted', tag: 'govuk-tag--grey'},
  withdrawn: {name: 'Taken back', tag: 'govuk-tag--grey'},
});
