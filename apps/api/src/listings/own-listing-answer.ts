import type {OwnListingView} from '@app/listings';
import {pictureAnswer, rateAnswer} from './listing-answer.js';
import {moreAnswer} from './profile-more.js';
import type {OwnListingResponse} from './own-listing.dto.js';

export function ownListingAnswer(view: OwnListingView): OwnListingResponse {
  return {
    id: view.id,
    member_id: view.memberId,
    kind: view.kind,
    state: view.state,
    listed: view.standing.listed,
    name: view.name,
    summary: view.summary,
    about: view.about,
    outcode: view.outcode,
    district: view.district,
    travel_km: view.travelKm,
    gender: view.gender,
    languages: view.languages,
    needs: view.needs,
    taking_on: view.takingOn,
    taking_on_from: view.takingOnFrom,
    drives: view.drives,
    capacity: view.capacity,
    ways_of_paying: view.waysOfPaying,
    cqc_provider_id: view.cqcProviderId,
    audience: view.audience,
    picture: pictureAnswer(view),
    picture_taken_down: view.pictureTakenDown && {
      reason: view.pictureTakenDown.reason,
      removed_at: view.pictureTakenDown.removedAt.toISOString(),
    },
    ...moreAnswer(view),
    services: view.services,
    rates: view.rates.map(rateAnswer),
    rests_on: view.restsOn,
    waiting_change: view.change,
    patterns: view.patterns.map(({startsOn, endsOn, ...rest}) => ({...rest, starts_on: startsOn, ends_on: endsOn})),
    exceptions: view.exceptions.map(({startsOn, endsOn, ...rest}) => ({...rest, starts_on: startsOn, ends_on: endsOn})),
    version: view.version,
    changed_at: view.changedAt.toISOString(),
  };
}
