import type {Draft, DraftProfile} from '@app/listings';
import type {DraftRequest, DraftResponse} from './draft.dto.js';
import {given, moreOf} from './profile-more.js';

/** The field of a request for each part of a profile. */
const FIELDS = {
  name: 'name',
  summary: 'summary',
  about: 'about',
  travelKm: 'travel_km',
  gender: 'gender',
  languages: 'languages',
  needs: 'needs',
  takingOn: 'taking_on',
  takingOnFrom: 'taking_on_from',
  drives: 'drives',
  capacity: 'capacity',
  waysOfPaying: 'ways_of_paying',
  cqcProviderId: 'cqc_provider_id',
} as const satisfies Partial<Record<keyof DraftProfile, keyof DraftRequest>>;

export function draftOf(body: DraftRequest): {profile: DraftProfile; services?: string[]} {
  const plain = Object.fromEntries(Object.entries(FIELDS).map(([part, field]) => [part, body[field]]));
  const profile = given<DraftProfile>({...plain, ...moreOf(body)});
  return {profile, ...(body.services && {services: body.services})};
}

export function draftAnswer({profile, services, changedAt}: Draft): DraftResponse {
  const named = Object.entries(profile).map(([part, value]) => [fieldOf(part), value]);
  return {
    profile: Object.fromEntries(named) as Record<string, unknown>,
    services,
    changed_at: changedAt.toISOString(),
  };
}

const fieldOf = (part: string) => part.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
