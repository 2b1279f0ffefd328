import type {AdvertText, AdvertToModerate, OpenAdvert, OwnAdvert} from '@app/conversations';
import type {AdvertRequest, AdvertToModerateResponse, OpenAdvertResponse, OwnAdvertResponse} from './advert.dto.js';

export function advertText({hours_per_week, closes_on, ...rest}: AdvertRequest): AdvertText {
  return {...rest, hoursPerWeek: hours_per_week ?? null, closesOn: closes_on};
}

function wordsOf({
  id,
  title,
  text,
  services,
  outcode,
  district,
  hoursPerWeek,
  closesOn,
}: Omit<OpenAdvert, 'fits' | 'listings' | 'answeredIn'>) {
  return {...{id, title, text, services, outcode, district}, hours_per_week: hoursPerWeek, closes_on: closesOn};
}

export function ownAdvert(advert: OwnAdvert): OwnAdvertResponse {
  const answers = advert.answers.map(({conversationId, listingName}) => ({
    conversation_id: conversationId,
    listing_name: listingName,
  }));
  return {...wordsOf(advert), status: advert.state, reason: advert.reason, answers};
}

export function openAdvert(advert: OpenAdvert): OpenAdvertResponse {
  const listings = advert.listings.map(({id, name, notTheirs, mayAnswer}) => ({
    ...{id, name, may_answer: mayAnswer},
    not_theirs: notTheirs.map(({code, reason, source}) => ({service: code, reason, rule: source})),
  }));
  return {...wordsOf(advert), fits: advert.fits, listings, answered_in: advert.answeredIn};
}

export function advertToModerate(advert: AdvertToModerate): AdvertToModerateResponse {
  return {
    ...wordsOf(advert),
    status: advert.state,
    holder_name: advert.holderName,
    written_by: advert.writtenBy,
    written_at: advert.writtenAt.toISOString(),
    reason: advert.reason,
  };
}
