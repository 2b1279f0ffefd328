import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {ListingReach, Services} from '@app/listings';
import {DataSource} from 'typeorm';
import {ThesauriWatch} from '../terms/thesauri-watch.js';
import {tokensOf} from '../words/tokens.js';

/** What somebody may be about to type: a kind of help, words that people use for it, or a name on the register. */
export interface Suggestion {
  text: string;
  kind: 'service' | 'words' | 'name';
}

const MOST = 8;
const MOST_NAMES = 4;
const SHORTEST = 2;
const LONGEST = 60;

/** Names as the cards have them now: what bears a mark is not offered before it is written anew. */
const NAMES = `
  SELECT DISTINCT card ->> 'name' AS name FROM search_document d
  WHERE listed AND lower(card ->> 'name') LIKE $1 AND (listed_through IS NULL OR listed_through >= $2)
    AND ($3::uuid IS NULL OR council_id = $3) AND audience = ANY ($4)
    AND NOT EXISTS (SELECT FROM search_stale m WHERE m.listing_id = d.id)
  ORDER BY 1 LIMIT ${MOST_NAMES}`;

@Injectable()
export class SuggestWords {
  constructor(
    private readonly dataSource: DataSource,
    private readonly thesauri: ThesauriWatch,
    private readonly services: Services,
    private readonly reach: ListingReach,
    private readonly clock: Clock,
  ) {}

  /** @returns few, the likeliest first; none before two letters are there */
  async run(principal: Principal | null, typed: string): Promise<Suggestion[]> {
    const text = typed.trim().slice(0, LONGEST);
    const begun = plain(text);
    if (begun.length < SHORTEST) return [];
    const councilId = principal?.councilId ?? null;
    const day = londonDay(this.clock.now());
    const [services, thesauri, names] = await Promise.all([
      this.services.list(councilId),
      this.thesauri.on(day),
      this.names(principal, text, day),
    ]);
    const offered = new Map<string, Suggestion>();
    const offer = (kind: Suggestion['kind'], words: readonly string[]) => {
      for (const each of words) if (!offered.has(plain(each))) offered.set(plain(each), {text: each, kind});
    };
    offer('service', services.map(({name}) => name)); // prettier-ignore
    offer('words', thesauri.phrases(councilId));
    const known = [...offered];
    const likely = [
      ...known.filter(([words]) => words.startsWith(begun)),
      ...known.filter(([words]) => words.includes(` ${begun}`)),
    ].map(([, each]) => each);
    return [...likely.slice(0, MOST - names.length), ...names.map((name) => ({text: name, kind: 'name' as const}))];
  }

  private async names(principal: Principal | null, text: string, day: Day): Promise<string[]> {
    const begins = `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const audiences = await this.reach.of(principal);
    const rows = await this.dataSource.query<{name: string}[]>(NAMES, [
      begins,
      day,
      principal?.councilId ?? null,
      audiences,
    ]);
    return rows.map(({name}) => name);
  }
}

/** As words are compared: small letters without accents. */
const plain = (text: string) => tokensOf(text).join(' ');
