import {languageName, type DatedRate, type PublicProfile} from '@app/listings';
import type {PublicRecord} from '@app/register';
import {moreAnswer} from './profile-more.js';
import type {ListedRate, ListingResponse, MoreOfferedAnswer, PictureAnswer} from './listing.dto.js';

/** What anybody is told of a listing. Each field is named here, so that nothing else can come along. */
export function listingAnswer(
  profile: PublicProfile,
  {checks, conditions}: PublicRecord,
  more: MoreOfferedAnswer,
): ListingResponse {
  const {standing} = profile;
  return {
    id: profile.id,
    kind: profile.kind,
    name: profile.name,
    council: profile.councilName,
    summary: profile.summary,
    about: profile.about,
    services: profile.services,
    rates: profile.rates.map(rateAnswer),
    languages: profile.languages.map((code) => ({code, name: languageName(code) ?? code})),
    area: {outcode: profile.outcode, district: profile.district, travel_km: profile.travelKm},
    gender: profile.gender,
    needs: profile.needs,
    taking_on: profile.takingOn,
    taking_on_from: profile.takingOnFrom,
    drives: profile.drives,
    ways_of_paying: profile.waysOfPaying,
    cqc_provider_id: profile.cqcProviderId,
    picture: pictureAnswer(profile),
    ...moreAnswer(profile),
    ...more,
    standing: {
      accredited: standing.accredited,
      scheme: standing.scheme,
      checked_on: standing.checkedOn,
      checks: checks.map(({title, checkedOn}) => ({requirement: title, checked_on: checkedOn})),
      conditions: conditions.map(({text, dueOn}) => ({text, due_on: dueOn})),
    },
    changed_at: profile.changedAt.toISOString(),
  };
}

export function pictureAnswer({id, picture}: Pick<PublicProfile, 'id' | 'picture'>): PictureAnswer | null {
  const url = (file: string) => `/api/v1/listings/${id}/picture/${file}`;
  return picture && {small_url: url(picture.small), large_url: url(picture.large), alternative: picture.alternative};
}

export function rateAnswer({band, unit, ratePence, startsOn, endsOn}: DatedRate): ListedRate {
  return {band, unit, rate_pence: ratePence, starts_on: startsOn, ends_on: endsOn};
}
