import {isDay} from '@app/kernel';
import {Checks, isLine, isText, isWhole} from '../checks.js';
import {isLanguage} from './languages.js';
import type {ListingKind} from './listing-words.js';
import {GENDERS, NEEDS, TAKING_ON, WAYS_OF_PAYING} from './listing-words.js';
import type {Listing} from './listing.entity.js';
import {checkMore, type ProfileMore} from './check-more.js';
import {isPublicName} from './public-name.js';

export const LONGEST = {name: 80, summary: 300, about: 4_000, travelKm: 100, capacity: 100, languages: 20};
const CQC_PROVIDER_ID = /^1-\d{6,12}$/;

/** What has to be said each time. */
export type ProfileBase = Pick<
  Listing,
  | 'name'
  | 'summary'
  | 'about'
  | 'travelKm'
  | 'gender'
  | 'languages'
  | 'needs'
  | 'takingOn'
  | 'takingOnFrom'
  | 'drives'
  | 'capacity'
  | 'waysOfPaying'
  | 'cqcProviderId'
>;

/** All that a member says of themselves, but the postcode. */
export type ProfileText = ProfileBase & ProfileMore;

/** @throws VALIDATION_FAILED naming every field that is wrong */
export function checkProfile(kind: ListingKind, profile: ProfileText): void {
  const check = new Checks();
  checkWords(check, kind, profile);
  check.that(isWhole(profile.travelKm, 0, LONGEST.travelKm), 'travel_km', 'Enter how far you travel: 0 to 100 km.');
  const {takingOn, takingOnFrom} = profile;
  check.that(TAKING_ON.includes(takingOn), 'taking_on', 'Say whether you take on new people: yes, no or from.');
  check.that(
    takingOn === 'from' ? isDay(takingOnFrom) : takingOnFrom === null,
    'taking_on_from',
    takingOn === 'from' ? 'Enter the day from which you take on new people.' : 'Leave this out, or choose “from”.',
  );
  check.that(typeof profile.drives === 'boolean', 'drives', 'Say whether you drive: true or false.');
  choices(check, 'needs', profile.needs, NEEDS);
  choices(check, 'ways_of_paying', profile.waysOfPaying, WAYS_OF_PAYING);
  check.that(
    profile.languages.length <= LONGEST.languages && new Set(profile.languages).size === profile.languages.length,
    'languages',
    'Name up to 20 languages, each once.',
  );
  profile.languages.forEach((each, index) =>
    check.that(isLanguage(each), `languages.${index}`, 'Use a language code, like en, pl or bfi.'),
  );
  checkMore(check, profile);
  if (kind === 'pa') checkPerson(check, profile);
  else checkProvider(check, profile);
  check.done();
}

function checkWords(check: Checks, kind: ListingKind, {name, summary, about}: ProfileText): void {
  check.that(isLine(name, LONGEST.name), 'name', `Enter a name of up to ${LONGEST.name} characters.`);
  check.that(
    kind === 'provider' || !isLine(name, LONGEST.name) || isPublicName(name),
    'name',
    'Use your first name and an initial, like Amina K., so that strangers do not learn your full name.',
  );
  check.that(isText(summary, LONGEST.summary), 'summary', `Enter a summary of up to ${LONGEST.summary} characters.`);
  check.that(isText(about, LONGEST.about), 'about', `Enter a description of up to ${LONGEST.about} characters.`);
}

function checkPerson(check: Checks, {gender, capacity, cqcProviderId}: ProfileText): void {
  check.that(
    gender === null || GENDERS.includes(gender),
    'gender',
    'Choose female, male or non_binary, or leave it out.',
  );
  check.that(capacity === 1, 'capacity', 'A PA is one person: leave this out.');
  check.that(cqcProviderId === null, 'cqc_provider_id', 'Only an organisation has a CQC provider ID: leave this out.');
}

function checkProvider(check: Checks, {gender, capacity, cqcProviderId}: ProfileText): void {
  check.that(gender === null, 'gender', 'Leave this out: it is about one person.');
  check.that(isWhole(capacity, 1, LONGEST.capacity), 'capacity', 'Enter how many visits you can do at once: 1 to 100.');
  check.that(
    cqcProviderId === null || CQC_PROVIDER_ID.test(cqcProviderId),
    'cqc_provider_id',
    'Enter the provider ID as the CQC writes it, like 1-101234567.',
  );
}

function choices(check: Checks, field: string, chosen: readonly string[], among: readonly string[]): void {
  chosen.forEach((each, index) =>
    check.that(among.includes(each), `${field}.${index}`, `Choose from: ${among.join(', ')}.`),
  );
  check.that(new Set(chosen).size === chosen.length, field, 'Choose each only once.');
}
