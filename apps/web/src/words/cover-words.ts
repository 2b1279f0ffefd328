import type {CoverAskState, CoverRequestState} from '@app/bookings';
import {words} from './t.js';

export const COVER_STATES: Record<CoverRequestState, {name: string; tag: string}> = words({
  asking: {name: 'Others are being asked', tag: 'govuk-tag--yellow'},
  covered: {name: 'Somebody comes', tag: 'govuk-tag--green'},
  nobody: {name: 'Nobody yet', tag: 'govuk-tag--red'},
  withdrawn: {name: 'Nobody is needed', tag: 'govuk-tag--grey'},
});

export const ASK_STATES: Record<CoverAskState, string> = words({
  waiting: 'Not asked yet',
  asked: 'Is being asked',
  accepted: 'Comes',
  declined: 'Cannot come',
  timed_out: 'Has not answered in time',
  skipped: 'Not needed, or could not be asked',
});
