import type {CommunityLine, CommunityProfile, CommunityText, CommunityView, ManagedCommunity} from '@app/directory';
import type {
  BroughtFromResponse,
  CommunityKeptResponse,
  CommunityLineResponse,
  CommunityManagedResponse,
  CommunityRequest,
  CommunityResponse,
} from './community.dto.js';

export function profileAnswer(profile: CommunityProfile): CommunityResponse {
  const {id, sort, name, summary, about, needs, languages, times, place, postcode, outcode, cost} = profile;
  const {phone, email, website} = profile;
  return {
    ...{id, sort, name, summary, about, needs, languages, times, place, postcode, outcode, cost, phone, email, website},
    services: profile.services.map(({code, name: words}) => ({code, name: words})),
    how_to_join: profile.howToJoin,
    reach_km: profile.reachKm,
    checked_what: profile.checkedWhat,
    checked_on: profile.checkedOn,
    right_at: profile.rightAt.toISOString(),
  };
}

export function lineAnswer({id, sort, state, name, outcode, source, proposes}: CommunityLine): CommunityLineResponse {
  return {id, sort, status: state, name, outcode, source, proposes};
}

export function keptAnswer(view: CommunityView): CommunityKeptResponse {
  return {
    ...lineAnswer(view),
    text: requestOf(view.text),
    proposed: view.proposed && requestOf(view.proposed),
    claimed_at: view.claimedAt?.toISOString() ?? null,
    claimed_how: view.claimedHow,
    checked_what: view.checkedWhat,
    checked_on: view.checkedOn,
    brought_from: view.broughtFrom && broughtFrom(view.broughtFrom),
  };
}

export function managedAnswer({id, state, claimed, waits, reason, text}: ManagedCommunity): CommunityManagedResponse {
  return {id, status: state, claimed, proposes: waits, reason, text: requestOf(text)};
}

function broughtFrom({name, address, ref, lastSeenAt}: NonNullable<CommunityView['broughtFrom']>): BroughtFromResponse {
  return {name, address, ref, last_seen_at: lastSeenAt.toISOString()};
}

function requestOf(text: CommunityText): CommunityRequest {
  const {sort, name, summary, about, times, place, cost, phone, email, website} = text;
  return {
    ...{sort, name, summary, about, times, place, cost, phone, email, website},
    ...{services: [...text.services], needs: [...text.needs], languages: [...text.languages]},
    postcode: text.postcode ?? '',
    how_to_join: text.howToJoin,
    reach_km: text.reachKm,
    contact_public: text.contactPublic,
  };
}

export function textOfRequest(body: CommunityRequest): CommunityText {
  const {sort, name, summary, services, postcode} = body;
  return {
    ...{sort, name, summary, services, postcode},
    ...{needs: body.needs ?? [], languages: body.languages ?? [], about: body.about ?? '', times: body.times ?? ''},
    ...{
      place: body.place ?? '',
      howToJoin: body.how_to_join ?? '',
      cost: body.cost ?? '',
      reachKm: body.reach_km ?? 15,
    },
    ...{phone: body.phone ?? null, email: body.email ?? null, website: body.website ?? null},
    contactPublic: body.contact_public ?? false,
  };
}
