import {createHash} from 'node:crypto';
import {invalid, type Day} from '@app/kernel';
import {CsvError, parse} from 'csv-parse/sync';
import {readIncoming, type Incoming, type ReadFeed} from './incoming.js';
import {readService} from './read-oruk.js';

const MOST_ROWS = 50_000;

/** A file as somebody saved it: JSON of a feed, or a spreadsheet as CSV. @throws VALIDATION_FAILED naming `file` */
export function readFeedFile(bytes: Buffer, today: Day): ReadFeed {
  const text = decodeFeed(bytes).trimStart();
  if (text === '') throw wrong('There is nothing in this file.');
  return /^[[{]/.test(text) ? readJson(text, today) : readCsv(text);
}

/** UTF-8 or UTF-16, or what it is when it is neither: Windows-1252. */
export function decodeFeed(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** One page of a feed, whichever version; null for what is none. */
export interface FeedPage {
  format: 'oruk3' | 'oruk1';
  services: unknown[];
  total: number | null;
  pages: number | null;
  last: boolean;
}

export function pageOf(given: unknown): FeedPage | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const page = given as Record<string, unknown>;
  const whole = (value: unknown) => (Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null);
  if (Array.isArray(page.contents)) {
    const {contents, total_items: total, total_pages: pages, last_page: last} = page;
    return {
      format: 'oruk3',
      services: contents as unknown[],
      total: whole(total),
      pages: whole(pages),
      last: last === true,
    };
  }
  if (Array.isArray(page.content)) {
    const {content, totalElements: total, totalPages: pages, last} = page;
    return {
      format: 'oruk1',
      services: content as unknown[],
      total: whole(total),
      pages: whole(pages),
      last: last === true,
    };
  }
  return null;
}

function readJson(text: string, today: Day): ReadFeed {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong('This is broken off, or not JSON. Save the feed again, whole.');
  }
  const page = pageOf(given);
  const one = typeof given === 'object' && given !== null && 'id' in given && 'name' in given;
  const services = page?.services ?? (Array.isArray(given) ? (given as unknown[]) : one ? [given] : null);
  if (!services || services.length === 0)
    throw wrong('There are no services in this file. It should be a page of /services, or a list of them.');
  requireFew(services.length);
  const rows = services.map((service, index) => readService(index + 1, service, today));
  return {format: page?.format ?? 'oruk3', rows, partial: one || (page?.total ?? 0) > services.length};
}

const COLUMNS = {
  ref: ['id', 'ref', 'reference', 'identifier', 'uuid', 'service id'],
  name: ['name', 'title', 'service', 'service name', 'organisation', 'group'],
  description: ['description', 'about', 'details', 'summary'],
  status: ['status'],
  times: ['times', 'when', 'opening times', 'opening hours', 'schedule'],
  place: ['place', 'venue', 'where', 'address', 'location'],
  postcode: ['postcode', 'post code', 'postal code'],
  cost: ['cost', 'costs', 'fees', 'price'],
  phone: ['phone', 'telephone', 'tel', 'phone number'],
  email: ['email', 'e mail', 'email address'],
  website: ['website', 'url', 'web', 'web address'],
  howToJoin: ['how to join', 'how to turn up', 'referral', 'access'],
  category: ['category', 'type', 'service type', 'categories'],
  charity: ['charity number', 'charity', 'company number', 'organisation identifier'],
} as const;
type Column = keyof typeof COLUMNS;

function readCsv(text: string): ReadFeed {
  let lines: string[][];
  try {
    lines = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 1_000_000,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw wrong(`Line ${Number(error.lines)} of this file cannot be read: ${error.message}`);
  }
  const [head = [], ...rest] = lines;
  const heads = head.map((each) =>
    each
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
  const at = (column: Column) => heads.findIndex((each) => (COLUMNS[column] as readonly string[]).includes(each));
  if (at('name') < 0) throw wrong('There is no column for the name. The first line has to say what each column is.');
  if (rest.length === 0) throw wrong('There are no entries in this file, only what its columns are.');
  requireFew(rest.length);
  return {format: 'csv', rows: rest.map((line, index) => csvRow(index + 2, line, at)), partial: false};
}

function csvRow(number: number, line: readonly string[], at: (column: Column) => number): Incoming {
  const value = (column: Column) => line[at(column)] ?? '';
  const own = value('ref');
  // Without an id of its own a row is known by its name and postcode.
  const made = createHash('sha256').update(
    `${value('name').toLowerCase()} ${value('postcode').replaceAll(' ', '').toUpperCase()}`,
  );
  return readIncoming(number, {
    ...{
      ref: own || `row-${made.digest('base64url').slice(0, 22)}`,
      name: value('name'),
      description: value('description'),
    },
    ...{status: value('status'), times: value('times'), place: value('place'), postcode: value('postcode')},
    ...{cost: value('cost'), phone: value('phone'), email: value('email'), website: value('website')},
    ...{howToJoin: value('howToJoin'), terms: [value('category')], identifiers: [value('charity')]},
  });
}

function requireFew(count: number): void {
  if (count > MOST_ROWS) throw wrong(`There are ${count} entries here. Split the file: ${MOST_ROWS} at a time.`);
}

const wrong = (message: string) => invalid({field: 'file', message});
