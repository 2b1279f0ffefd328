import type {CancellationTerms, ProfileMore} from '@app/listings';
import type {ListingMore} from './listing.dto.js';
import type {ProfileRequest} from './profile.dto.js';

/** What a profile may leave out, under the names of the use case. */
export function moreOf(body: Partial<ProfileRequest>): {[K in keyof ProfileMore]: ProfileMore[K] | undefined} {
  return {
    audience: body.audience ?? undefined,
    interpreted: body.interpreted ?? undefined,
    pets: body.pets,
    smoking: body.smoking,
    businessInsurance: body.business_insurance ?? undefined,
    districts: body.districts ?? undefined,
    online: body.online ?? undefined,
    atTheirs: body.at_theirs ?? undefined,
    bufferMinutes: body.buffer_minutes ?? undefined,
    minimumMinutes: body.minimum_minutes,
    bankHolidays: body.bank_holidays ?? undefined,
    noticeHours: body.notice_hours,
    lateCancellationBp: body.late_cancellation_bp,
  };
}

/** Without what was left out; null was said. */
export function given<T extends object>(some: {[K in keyof T]: T[K] | undefined}): Partial<T> {
  return Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The same for whoever may see the listing. */
export function moreAnswer(listing: Omit<ProfileMore, 'audience'> & {standardTerms: CancellationTerms}): ListingMore {
  const {standardTerms} = listing;
  return {
    interpreted: listing.interpreted,
    pets: listing.pets,
    smoking: listing.smoking,
    business_insurance: listing.businessInsurance,
    districts: listing.districts,
    online: listing.online,
    at_theirs: listing.atTheirs,
    buffer_minutes: listing.bufferMinutes,
    minimum_minutes: listing.minimumMinutes,
    bank_holidays: listing.bankHolidays,
    notice_hours: listing.noticeHours,
    late_cancellation_bp: listing.lateCancellationBp,
    standard_terms: {
      notice_hours: standardTerms.noticeHours,
      late_cancellation_bp: standardTerms.lateCancellationBp,
    },
  };
}
