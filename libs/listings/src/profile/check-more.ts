import {isDistrict} from '@app/geography';
import {Checks, isWhole} from '../checks.js';
import {isLanguage} from './languages.js';
import {AUDIENCES} from './listing-words.js';
import type {Listing} from './listing.entity.js';

const MOST = 20;
const LONGEST_BUFFER = 180;
const [SHORTEST_VISIT, LONGEST_VISIT] = [15, 720];
const LONGEST_NOTICE = 720;
const WHOLE_BP = 10_000;

/** What may be left out of a profile. */
export type ProfileMore = Pick<
  Listing,
  | 'audience'
  | 'interpreted'
  | 'pets'
  | 'smoking'
  | 'businessInsurance'
  | 'districts'
  | 'online'
  | 'atTheirs'
  | 'bufferMinutes'
  | 'minimumMinutes'
  | 'bankHolidays'
  | 'noticeHours'
  | 'lateCancellationBp'
>;

/** As it stands; whoever no longer drives has no car for work. */
export function moreOf(listing: ProfileMore, drives: boolean): ProfileMore {
  return {
    audience: listing.audience,
    interpreted: listing.interpreted,
    pets: listing.pets,
    smoking: listing.smoking,
    businessInsurance: listing.businessInsurance && drives,
    districts: listing.districts,
    online: listing.online,
    atTheirs: listing.atTheirs,
    bufferMinutes: listing.bufferMinutes,
    minimumMinutes: listing.minimumMinutes,
    bankHolidays: listing.bankHolidays,
    noticeHours: listing.noticeHours,
    lateCancellationBp: listing.lateCancellationBp,
  };
}

/** @param profile with what else it says, and what that hangs on */
export function checkMore(check: Checks, profile: ProfileMore & Pick<Listing, 'languages' | 'drives'>): void {
  const {audience, interpreted, districts, bufferMinutes, minimumMinutes, noticeHours, lateCancellationBp} = profile;
  check.that(AUDIENCES.includes(audience), 'audience', `Choose from: ${AUDIENCES.join(', ')}.`);
  check.that(
    interpreted.length <= MOST && new Set(interpreted).size === interpreted.length,
    'interpreted',
    'Name up to 20 languages, each once.',
  );
  interpreted.forEach((each, index) => {
    check.that(isLanguage(each), `interpreted.${index}`, 'Use a language code, like en, pl or bfi.');
    const spoken = profile.languages.includes(each);
    check.that(!spoken, `interpreted.${index}`, 'You speak this language yourself: leave the interpreter out.');
  });
  check.that(
    profile.drives || !profile.businessInsurance,
    'business_insurance',
    'Only who drives has a car that is insured for work.',
  );
  check.that(districts.length <= MOST, 'districts', `Name up to ${MOST} districts.`);
  districts.forEach((each, index) =>
    check.that(isDistrict(each), `districts.${index}`, 'Give the name of a district, like Broxtowe.'),
  );
  check.that(
    isWhole(bufferMinutes, 0, LONGEST_BUFFER),
    'buffer_minutes',
    `Enter how many minutes you need between visits: 0 to ${LONGEST_BUFFER}.`,
  );
  check.that(
    minimumMinutes === null || isWhole(minimumMinutes, SHORTEST_VISIT, LONGEST_VISIT),
    'minimum_minutes',
    `Enter the shortest visit in minutes: ${SHORTEST_VISIT} to ${LONGEST_VISIT}, or leave it out.`,
  );
  checkTerms(check, noticeHours, lateCancellationBp);
}

/** In the council's standard form: so many hours, and how much of the price. */
function checkTerms(check: Checks, noticeHours: number | null, lateCancellationBp: number | null): void {
  const both = (noticeHours === null) === (lateCancellationBp === null);
  check.that(both, 'notice_hours', 'Give both the notice and what cancelling later costs, or neither.');
  check.that(
    noticeHours === null || isWhole(noticeHours, 0, LONGEST_NOTICE),
    'notice_hours',
    `Enter the notice in hours: 0 to ${LONGEST_NOTICE}.`,
  );
  check.that(
    lateCancellationBp === null || isWhole(lateCancellationBp, 0, WHOLE_BP),
    'late_cancellation_bp',
    'Enter how much of the price is due, from 0 to 10,000 hundredths of a percent.',
  );
}
