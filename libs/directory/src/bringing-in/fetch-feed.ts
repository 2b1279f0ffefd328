import {createHash} from 'node:crypto';
import {DomainError, londonDay, type Clock, type Day} from '@app/kernel';
import {FeedClient, feedUnreachable, feedUnreadable} from './feed-client.js';
import type {Incoming, ReadFeed} from './incoming.js';
import {pageOf} from './read-file.js';
import {readService} from './read-oruk.js';

const A_PAGE = 500;
const MOST_PAGES = 2_000;
const MOST = 50_000;
const MOST_BYTES = 150_000_000;
const MOST_MINUTES = 15;
const AT_ONCE = 8;

/**
 * Reads a feed page by page, whole or not at all: what never ends, in pages, in bytes or in time, is left.
 * @throws FEED_UNREACHABLE, FEED_UNREADABLE, VALIDATION_FAILED
 */
export async function fetchFeed(client: FeedClient, clock: Clock, address: string): Promise<ReadFeed> {
  const base = client.check(address);
  base.pathname = `${base.pathname.replace(/\/(?:services\/?)?$/, '')}/services`;
  base.hash = '';
  const started = clock.now();
  const inTime = () => {
    if (clock.now().getTime() - started.getTime() > MOST_MINUTES * 60_000) throw tooSlow();
  };
  const services: unknown[] = [];
  let bytes = 0;
  const seen = new Set<string>();
  let format: ReadFeed['format'] = 'oruk3';
  for (let number = 1; ; number += 1) {
    const url = new URL(base);
    url.searchParams.set('page', String(number));
    url.searchParams.set('per_page', String(A_PAGE));
    inTime();
    const {value, size} = await client.json(url);
    bytes += size;
    if (bytes > MOST_BYTES) throw feedUnreadable(`Its pages are larger than ${MOST_BYTES / 1_000_000} MB in all.`);
    const page = pageOf(value);
    if (!page) throw feedUnreadable(`${url.pathname}${url.search} is no page of Open Referral UK.`);
    ({format} = page);
    const mark = createHash('sha256').update(page.services.map(nameOf).join('\n')).digest('base64');
    if (page.services.length > 0 && seen.has(mark))
      throw feedUnreadable(`Its page ${number} is one that came before: it goes round in a ring.`);
    seen.add(mark);
    services.push(...page.services);
    if (services.length > MOST || number >= MOST_PAGES) throw feedUnreadable(`It holds more than ${MOST} services.`);
    const over = page.last || page.services.length === 0 || (page.pages !== null && number >= page.pages);
    if (!over) continue;
    if (page.total !== null && services.length < page.total) {
      throw feedUnreadable(
        `It says that it holds ${page.total} services and gave ${services.length}. Nothing was taken in.`,
      );
    }
    break;
  }
  if (services.length === 0) throw feedUnreadable('It holds no services. Nothing was taken in.');
  return {format, rows: await whole(client, base, services, {inTime, today: londonDay(started)}), partial: false};
}

/** What tells one from another, however deep the rest of it is nested. */
function nameOf(service: unknown): string {
  const {id, name} = (service ?? {}) as {id?: unknown; name?: unknown};
  return [id, name].map((each) => (typeof each === 'string' ? each : '')).join(' ');
}

function tooSlow(): DomainError {
  return feedUnreachable(`It takes longer than ${MOST_MINUTES} minutes. Nothing was taken in.`);
}

/** One that cannot be read is one row, and no reason to leave the others. */
function unread(error: unknown): null {
  if (error instanceof DomainError) return null;
  throw error;
}

/** Version 3 says where and when only of one service at a time. */
async function whole(
  client: FeedClient,
  base: URL,
  services: readonly unknown[],
  {inTime, today}: {inTime: () => void; today: Day},
): Promise<Incoming[]> {
  const rows: Incoming[] = [];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < services.length; at = next++) {
      inTime();
      const service = services[at] as {id?: unknown} | null;
      const nested =
        typeof service === 'object' &&
        service !== null &&
        ('service_at_locations' in service || 'schedules' in service);
      const id = typeof service?.id === 'string' && /^[\w-]{1,100}$/.test(service.id) ? service.id : null;
      const url = new URL(base);
      url.pathname += `/${id ?? ''}`;
      url.search = '';
      const full = nested || id === null ? service : await client.json(url).then(({value}) => value, unread);
      const row = readService(at + 1, full === null ? service : full, today);
      const other = full === null || (full as {id?: unknown}).id !== service?.id;
      const errors = [{field: 'id', message: 'Its own page could not be read.'}];
      rows[at] = other && id !== null ? {...row, ref: id, text: null, errors} : row;
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  return rows;
}
