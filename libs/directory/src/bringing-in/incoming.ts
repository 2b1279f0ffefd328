import {createHash} from 'node:crypto';
import type {FieldError} from '@app/kernel';
import {LONGEST_COMMUNITY, isWebsite, type CommunityText} from '../community/community-text.js';
import {guessServices, guessSort} from './guess-services.js';

export const FEED_FORMATS = ['oruk3', 'oruk1', 'csv'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

/** One entry of another directory, read into our words; or why it cannot be. */
export interface Incoming {
  number: number;
  /** What it is called there, for ever. */
  ref: string | null;
  name: string | null;
  /** False: there, it is over. */
  active: boolean;
  /** Numbers by which others know who runs it, like a charity's. */
  identifiers: string[];
  text: CommunityText | null;
  errors: FieldError[];
}

/** A whole directory, or the part of it that was at hand. */
export interface ReadFeed {
  format: FeedFormat;
  rows: Incoming[];
  /** It says that there is more than this: nothing is taken for withdrawn. */
  partial: boolean;
}

/** What a format gives of an entry, in whatever shape. */
export interface Raw {
  ref: unknown;
  name: unknown;
  description: unknown;
  status: unknown;
  times: string;
  place: string;
  postcode: unknown;
  cost: unknown;
  phone: unknown;
  email: unknown;
  website: unknown;
  howToJoin: unknown;
  terms: readonly string[];
  identifiers: readonly unknown[];
}

const LONGEST_DESCRIPTION = 50_000;
const LONGEST_REF = 200;
const POSTCODE = /^[A-Z]{1,2}[0-9][0-9A-Z]?( ?[0-9][A-Z]{2})?$/i;
const ACTIVE = ['active', ''];
const OVER = ['inactive', 'defunct', 'temporarily closed', 'closed'];

export function readIncoming(number: number, raw: Raw): Incoming {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({field, message});
  const words = (field: string, value: unknown): string => {
    if (value === undefined || value === null) return '';
    if (typeof value === 'string' || typeof value === 'number') return plain(String(value));
    wrong(field, 'This is not a text.');
    return '';
  };
  const ref = words('id', raw.ref);
  if (!ref) wrong('id', 'There is no id, so it could not be found again.');
  if (ref.length > LONGEST_REF) wrong('id', `Use at most ${LONGEST_REF} characters.`);
  const name = words('name', raw.name);
  if (!name) wrong('name', 'There is no name.');
  if ([...name].length > LONGEST_COMMUNITY.name) wrong('name', `Use at most ${LONGEST_COMMUNITY.name} characters.`);
  const tooLong = typeof raw.description === 'string' && raw.description.length > LONGEST_DESCRIPTION;
  if (tooLong) wrong('description', `Use at most ${LONGEST_DESCRIPTION} characters.`);
  const description = tooLong ? '' : words('description', raw.description);
  const status = words('status', raw.status).toLowerCase();
  if (![...ACTIVE, ...OVER].includes(status)) wrong('status', 'Use active, inactive, defunct or temporarily closed.');
  const postcode = spaced(words('postcode', raw.postcode));
  if (postcode && !POSTCODE.test(postcode)) wrong('postcode', 'This is no postcode.');
  const known = {ref: ref || null, name: name || null, active: !OVER.includes(status)};
  const identifiers = raw.identifiers.flatMap((each) =>
    typeof each === 'string' && plain(each) ? [[...plain(each)].slice(0, 100).join('')] : [],
  );
  if (errors.length > 0) return {number, ...known, identifiers, text: null, errors};
  const phone = words('phone', raw.phone);
  const email = words('email', raw.email);
  const website = words('website', raw.website);
  const said = [name, description, ...raw.terms].join(' ');
  const text: CommunityText = {
    sort: guessSort(said),
    name,
    summary: firstWords(description || name, LONGEST_COMMUNITY.summary),
    // What the summary says whole is not said twice.
    about: [...description].length > LONGEST_COMMUNITY.summary ? firstWords(description, LONGEST_COMMUNITY.about) : '',
    services: guessServices(said),
    needs: [],
    languages: [],
    times: firstWords(plain(raw.times), LONGEST_COMMUNITY.times),
    place: firstWords(plain(raw.place), LONGEST_COMMUNITY.place),
    postcode: postcode || null,
    howToJoin: firstWords(words('how', raw.howToJoin), LONGEST_COMMUNITY.howToJoin),
    cost: firstWords(words('cost', raw.cost), LONGEST_COMMUNITY.cost),
    reachKm: 15,
    phone: /^[+()\d\s/-]{3,30}$/.test(phone) ? phone : null,
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= LONGEST_COMMUNITY.email ? email : null,
    website: isWebsite(website) ? website : null,
    // Nobody has said to us that they may stand there.
    contactPublic: false,
  };
  return {number, ...known, identifiers, text, errors: []};
}

/** As it is written, whichever way somebody did: NG1 5DT. */
function spaced(postcode: string): string {
  const code = postcode.replace(/\s/g, '').toUpperCase();
  return /^.{2,}\d[A-Z]{2}$/.test(code) ? `${code.slice(0, -3)} ${code.slice(-3)}` : code;
}

/** Two readings that say the same have the same. */
export function hashOf(text: CommunityText, active: boolean): string {
  // In one order, whichever way it came: the database keeps fields in an order of its own.
  const fields = Object.entries(text).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([fields, active]))
    .digest('base64url');
}

const ENTITIES: Record<string, string> = {nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", pound: '£'};
const UNSEEN = /[^\P{Cc}\n]|[\p{Cs}\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/gu;

const BREAK = /<(?:br|\/p|\/li|\/h\d)[^<>]{0,200}>/gi;

/**
 * Text without markup and without what cannot be seen; paragraphs stay apart. Some directories write the markup itself as
 * text (`&lt;p&gt;`), so what is a tag by then goes too; `5 < 6` stays.
 */
export function plain(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(BREAK, '\n')
      .replace(/<[^<>]{0,2000}>/g, '')
      .replace(/&(nbsp|amp|lt|gt|quot|apos|pound);/g, (_, name: string) => ENTITIES[name] ?? ' ')
      .replace(/&#(\d{1,6});/g, (_, code: string) => character(Number(code)))
      .replace(BREAK, '\n')
      .replace(/<\/?[a-z][^<>]{0,2000}>/gi, '')
      .replace(UNSEEN, ' ')
      // Before it is measured: the same letters can be more of them in the form that is kept.
      .normalize('NFC')
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

const character = (code: number) =>
  code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';

/** As much as there is room for, up to the end of a word. */
export function firstWords(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const cut = letters.slice(0, most - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
