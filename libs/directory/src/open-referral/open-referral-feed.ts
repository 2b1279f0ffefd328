import {Injectable} from '@nestjs/common';
import {Geography} from '@app/geography';
import {invalid, notFound} from '@app/kernel';
import {Services, type OpenService} from '@app/listings';
import {DataSource} from 'typeorm';
import {ENTRIES, type FeedEntry} from './feed-entry.js';
import {
  locationId,
  SERVICE_TYPES,
  serviceAtLocation,
  serviceInFull,
  serviceSummary,
  TAXONOMY,
  termOf,
  typesOf,
} from './feed-service.js';

type Json = Record<string, unknown>;

export interface FeedAnswer {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: Json[];
}

/** As an address carries it. */
export type FeedQuery = Record<string, unknown>;

const DEFAULT_SIZE = 20;
const MOST = 500;

/** The public directory as Open Referral UK 3: providers and what is not for sale, of every council here. */
@Injectable()
export class OpenReferralFeed {
  constructor(
    private readonly dataSource: DataSource,
    private readonly services: Services,
    private readonly geography: Geography,
  ) {}

  async list(query: FeedQuery, of: 'services' | 'locations'): Promise<FeedAnswer> {
    const paging = readPaging(query);
    const where = await this.conditions(query, of);
    const [count] = await this.dataSource.query<[{total: number}]>(
      `SELECT count(*)::int AS total FROM search_document d WHERE ${where.sql}`,
      where.values,
    );
    const rows = await this.dataSource.query<{id: string}[]>(
      `SELECT d.id FROM search_document d WHERE ${where.sql} ORDER BY d.id LIMIT ${paging.size} OFFSET ${(paging.page - 1) * paging.size}`,
      where.values,
    );
    const entries = await this.entries(rows.map(({id}) => id));
    const contents = entries.map(of === 'services' ? serviceSummary : serviceAtLocation);
    return answer(count.total, paging, contents);
  }

  /** @throws NOT_FOUND */
  async service(id: string): Promise<Json> {
    const [entry] = await this.entries([id]);
    if (!entry) throw notFound('service');
    return serviceInFull(entry, await this.known());
  }

  /** Its id is made from the service's: looked for among those that are listed. @throws NOT_FOUND */
  async serviceAtLocation(id: string): Promise<Json> {
    const rows = await this.dataSource.query<{id: string}[]>(
      `SELECT id FROM search_document WHERE listed AND kind IN ('provider', 'community')`,
    );
    const own = rows.find((row) => locationId(row.id) === id.toLowerCase());
    const [entry] = own ? await this.entries([own.id]) : [];
    if (!entry) throw notFound('service at location');
    return {...serviceInFull(entry, await this.known()), ...serviceAtLocation(entry)};
  }

  taxonomies(query: FeedQuery): FeedAnswer {
    const paging = readPaging(query);
    const all = [{...TAXONOMY}, {...SERVICE_TYPES}];
    return answer(all.length, paging, onPage(all, paging));
  }

  /** @throws NOT_FOUND */
  async taxonomy(id: string): Promise<Json> {
    const found = [TAXONOMY, SERVICE_TYPES].find((each) => each.id === id.toLowerCase());
    if (!found) throw notFound('taxonomy');
    return {...found, taxonomy_terms: (await this.allTerms()).filter((term) => term.taxonomy_id === found.id)};
  }

  async terms(query: FeedQuery): Promise<FeedAnswer> {
    const paging = readPaging(query);
    const all = await this.allTerms();
    return answer(all.length, paging, onPage(all, paging));
  }

  /** @throws NOT_FOUND */
  async term(id: string): Promise<Json> {
    const found = (await this.allTerms()).find((term) => term.id === id.toLowerCase());
    if (!found) throw notFound('taxonomy term');
    return found;
  }

  private async known(): Promise<ReadonlyMap<string, OpenService>> {
    return new Map((await this.services.all()).map((each) => [each.code, each]));
  }

  /** Our own words, then the types that mean the same as any of them, each once. */
  private async allTerms(): Promise<Json[]> {
    const services = await this.services.all();
    const types = new Map(services.flatMap(typesOf).map((term) => [term.id, term]));
    return [...services.map(termOf), ...types.values()];
  }

  /** The codes of ours that a term means, of either taxonomy. */
  private async codesOf(termId: string): Promise<string[]> {
    const services = await this.services.all();
    const means = (service: OpenService) => [termOf(service), ...typesOf(service)].some(({id}) => id === termId);
    return services.filter(means).map(({code}) => code);
  }

  /** In the order of the ids; what has gone meanwhile is left out. */
  private async entries(ids: readonly string[]): Promise<FeedEntry[]> {
    if (ids.length === 0) return [];
    const found = new Map((await this.dataSource.query<FeedEntry[]>(ENTRIES, [ids])).map((each) => [each.id, each]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  private async conditions(query: FeedQuery, of: 'services' | 'locations'): Promise<{sql: string; values: unknown[]}> {
    const values: unknown[] = [];
    const add = (value: unknown) => `$${values.push(value)}`;
    const conditions = [
      `d.listed AND d.audience = 'public' AND d.kind IN ('provider', 'community')`,
      `(d.listed_through IS NULL OR d.listed_through >= (now() AT TIME ZONE 'Europe/London')::date)`,
    ];
    const search = textOf(query.search, 'search');
    for (const word of search
      ?.toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 10) ?? []) {
      conditions.push(`d.words @@ (quote_literal(${add(word)}::text) || ':*')::tsquery`);
    }
    const term = textOf(query.taxonomy_term_id, 'taxonomy_term_id');
    if (term) {
      conditions.push(`d.services && ${add(await this.codesOf(term.toLowerCase()))}::text[]`);
    }
    const taxonomy = textOf(query.taxonomy_id, 'taxonomy_id');
    if (taxonomy?.toLowerCase() === SERVICE_TYPES.id) {
      const typed = (await this.services.all()).filter(({esdId}) => esdId !== null).map(({code}) => code);
      conditions.push(`d.services && ${add(typed)}::text[]`);
    } else if (taxonomy && taxonomy.toLowerCase() !== TAXONOMY.id) conditions.push('false');
    const postcode = of === 'locations' ? textOf(query.postcode, 'postcode') : null;
    if (postcode) {
      const {latitude, longitude} = await this.geography.find(postcode);
      const metres = Math.min(Number(textOf(query.proximity, 'proximity') ?? 8_000) || 8_000, 500_000);
      const [north, east] = [add(latitude), add(longitude)];
      conditions.push(
        `earth_distance(ll_to_earth(d.latitude, d.longitude), ll_to_earth(${north}, ${east})) <= ${add(metres)}`,
      );
    }
    return {sql: conditions.join(' AND '), values};
  }
}

const onPage = (all: readonly Json[], {page, size}: {page: number; size: number}) =>
  all.slice((page - 1) * size, page * size);

function answer(total: number, {page, size}: {page: number; size: number}, contents: Json[]): FeedAnswer {
  const pages = Math.max(1, Math.ceil(total / size));
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  };
}

function readPaging(query: FeedQuery): {page: number; size: number} {
  const whole = (field: string, value: unknown, most: number, otherwise: number): number => {
    if (value === undefined || value === '') return otherwise;
    const number = typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : 0;
    if (number < 1) throw invalid({field, message: `Give a whole number from 1 to ${most}.`});
    return Math.min(number, most);
  };
  return {
    page: whole('page', query.page, 100_000, 1),
    size: whole('per_page', query.per_page ?? query.perPage, MOST, DEFAULT_SIZE),
  };
}

function textOf(value: unknown, field: string): string | null {
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string' || value.length > 200)
    throw invalid({field, message: 'Give this once, in up to 200 characters.'});
  return value;
}
