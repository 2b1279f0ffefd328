import {Geography} from '@app/geography';
import {DomainError, invalid, type FieldError} from '@app/kernel';
import {NEEDS, languageName, type Need, type ServiceWords} from '@app/listings';
import {isEmail} from 'class-validator';
import {COMMUNITY_SORTS, type CommunitySort} from './community-words.js';

/** All that an entry says, as forms, programs and feeds give it. */
export interface CommunityText {
  sort: CommunitySort;
  name: string;
  summary: string;
  about: string;
  services: readonly string[];
  needs: readonly string[];
  languages: readonly string[];
  times: string;
  place: string;
  postcode: string | null;
  howToJoin: string;
  cost: string;
  reachKm: number;
  phone: string | null;
  email: string | null;
  website: string | null;
  /** Phone, e-mail and website may stand there for everybody. */
  contactPublic: boolean;
}

export const LONGEST_COMMUNITY = {
  name: 120,
  summary: 300,
  about: 4_000,
  times: 500,
  place: 300,
  howToJoin: 1_000,
  cost: 200,
  phone: 30,
  email: 200,
  website: 300,
} as const;

const UNPRINTABLE = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;
const PHONE = /^[+()\d\s/-]{3,30}$/;

/** Everything that is wrong with it, by field. @param services those there are here */
export function communityErrors(text: CommunityText, services: readonly ServiceWords[]): FieldError[] {
  const known = new Set(services.map(({code}) => code));
  const regulated = services.filter((each) => each.regulated).map(({code}) => code);
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({field, message});
  const words = (field: keyof typeof LONGEST_COMMUNITY, name: string, value: string | null, needed = false) => {
    const most = LONGEST_COMMUNITY[field];
    if (needed && !value?.trim()) wrong(name, `Say this in up to ${most} characters.`);
    else if (value && ([...value.normalize('NFC')].length > most || UNPRINTABLE.test(value))) {
      wrong(name, `Use at most ${most} characters, all of which can be seen.`);
    }
  };
  if (!COMMUNITY_SORTS.includes(text.sort)) wrong('sort', `Choose from ${COMMUNITY_SORTS.join(', ')}.`);
  words('name', 'name', text.name, true);
  words('summary', 'summary', text.summary, true);
  words('about', 'about', text.about);
  words('times', 'times', text.times);
  words('place', 'place', text.place);
  words('howToJoin', 'how_to_join', text.howToJoin);
  words('cost', 'cost', text.cost);
  if (!text.times.trim() && !text.howToJoin.trim()) wrong('times', 'Say when it is, or how people can join in.');
  list(text.services, 'services', (each) => known.has(each), 'Choose kinds of help from the list.', wrong);
  if (text.services.some((each) => regulated.includes(each))) {
    wrong('services', 'Personal care is regulated by law: it cannot be listed here, only on the register.');
  }
  if (text.services.length === 0) wrong('services', 'Choose at least one kind of help.');
  list(text.needs, 'needs', (each) => NEEDS.includes(each as Need), `Choose from ${NEEDS.join(', ')}.`, wrong);
  list(
    text.languages,
    'languages',
    (each) => languageName(each) !== null,
    'Use a language code, like en or pl.',
    wrong,
  );
  if (!Number.isInteger(text.reachKm) || text.reachKm < 1 || text.reachKm > 100) {
    wrong('reach_km', 'Enter a distance from 1 to 100 km.');
  }
  if (text.phone && !PHONE.test(text.phone)) wrong('phone', 'Enter a telephone number, like 0115 496 0123.');
  if (text.email && (!isEmail(text.email) || text.email.length > 200)) {
    wrong('email', 'Enter an e-mail address, like name@example.com.');
  }
  if (text.website && !isWebsite(text.website)) wrong('website', 'Enter an address, like https://www.example.org.');
  if ((text.phone || text.email || text.website) && !text.contactPublic) {
    wrong('contact_public', 'Say that these details may be shown to everybody, or leave them out.');
  }
  return errors;
}

export function isWebsite(text: string): boolean {
  if (!/^https?:\/\//.test(text) || text.length > LONGEST_COMMUNITY.website || !URL.canParse(text)) return false;
  const {username, password, hostname} = new URL(text);
  return username === '' && password === '' && hostname.includes('.');
}

function list(
  values: readonly string[],
  field: string,
  fits: (value: string) => boolean,
  message: string,
  wrong: (field: string, message: string) => void,
): void {
  if (values.length > 20 || !values.every(fits)) wrong(field, values.length > 20 ? 'Choose 20 at most.' : message);
}

/** Where it is, as exactly as its postcode says. */
export interface CommunityPlace {
  postcode: string | null;
  outcode: string;
  district: string | null;
  latitude: number;
  longitude: number;
}

/** @throws POSTCODE_UNKNOWN, VALIDATION_FAILED naming `postcode` */
export async function placeOf(geography: Geography, postcode: string | null): Promise<CommunityPlace> {
  const field = 'postcode';
  if (!postcode?.trim()) throw invalid({field, message: 'Enter the postcode of where it is, or where it works from.'});
  try {
    const {outcode, district, latitude, longitude, exact} = await geography.find(postcode);
    if (outcode)
      return {postcode: exact ? postcode.toUpperCase().trim() : null, outcode, district, latitude, longitude};
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.fields.map(({message}) => ({field, message}));
    throw new DomainError(error.kind, error.code, error.message, {fields});
  }
  throw invalid({field, message: 'Enter a postcode or the first half of one, like NG7 2QY.'});
}

/** The columns of a text, but for where it is. */
export function columnsOf(text: CommunityText, day: string) {
  const {sort, needs, languages, services, reachKm} = text;
  const tidy = (value: string) => value.normalize('NFC').trim();
  const optional = (value: string | null) => value?.trim() || null;
  const contact = [text.phone, text.email, text.website].some((each) => each?.trim());
  return {
    ...{sort, reachKm, services: [...new Set(services)], needs: [...new Set(needs)] as Need[]},
    languages: [...new Set(languages)],
    ...{name: tidy(text.name), summary: tidy(text.summary), about: tidy(text.about), times: tidy(text.times)},
    ...{place: tidy(text.place), howToJoin: tidy(text.howToJoin), cost: tidy(text.cost)},
    ...{phone: optional(text.phone), email: optional(text.email), website: optional(text.website)},
    contactConsentOn: contact && text.contactPublic ? day : null,
  };
}
