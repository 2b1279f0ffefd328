import {Injectable} from '@nestjs/common';
import {DataSource} from 'typeorm';
import {attribution} from './attribution.js';
import type {Bounds, Position} from './distance.js';
import {GAZETTEER} from './gazetteer/index.js';
import {EditionWatch} from './lookup/edition-watch.js';
import {findPlace} from './lookup/find-place.js';
import {nowhere, unknownPlace, unknownPostcode} from './lookup/geography.errors.js';
import {placeKey} from './lookup/place-key.js';
import {readNear, type Near} from './lookup/read-near.js';
import {outcodeOrigin, postcodeOrigin, type Found, type Origin} from './origin.js';
import type {EditionSource} from './edition.entity.js';

/** The postcodes in use. */
export interface Edition {
  name: string;
  source: EditionSource;
  year: number;
  postcodes: number;
  loadedAt: Date | null;
}

type CodeRow = Parameters<typeof postcodeOrigin>[0];

/** What the NHS and councils write for no fixed abode (ZZ99 3VZ), an address that is not known (ZZ99 3WZ), or abroad. */
const NOWHERE = 'ZZ99';
const KEPT_ANSWERS = 5_000;
/** An outward code with so few, within some 4 km of the middle of one with ten times as many, is one of large users: no area. */
const FEW_POSTCODES = 100;

/** Where things are: postcodes, outward codes and places, all public. */
@Injectable()
export class Geography {
  private readonly watch: EditionWatch<Found>;
  private readonly names: EditionWatch<ReadonlySet<string>>;

  constructor(private readonly dataSource: DataSource) {
    this.watch = new EditionWatch(dataSource, KEPT_ANSWERS);
    this.names = new EditionWatch(dataSource, KEPT_ANSWERS);
  }

  /**
   * Finds what somebody typed: a postcode in any spacing and case, its first part, or a place.
   * @throws POSTCODE_UNKNOWN naming the field `near` and saying what to try
   * @throws VALIDATION_FAILED when it is empty or too long
   */
  async find(text: string): Promise<Found> {
    const {alternatives, ...origin} = await this.watch.answer(text, () => this.look(readNear(text)));
    return {...origin, alternatives: alternatives.map((each) => ({...each}))}; // the kept one is everybody's
  }

  /** Which of some names, as somebody may have typed them, are those of places or counties: no slip is forgiven. */
  namesIn(written: readonly string[]): Promise<ReadonlySet<string>> {
    return this.names.answer(written.join(','), () => this.lookNames(written));
  }

  private async lookNames(written: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.dataSource.query<{name: string}[]>(
      `SELECT search_name AS name FROM place WHERE search_name = ANY($1)
       UNION SELECT search_short FROM place WHERE search_short = ANY($1)
       UNION SELECT search_county FROM place WHERE search_county = ANY($1)`,
      [written.map(placeKey).filter(Boolean)],
    );
    const known = new Set(rows.map(({name}) => name));
    return new Set(written.filter((name) => known.has(placeKey(name))));
  }

  /** Where some postcodes or outward codes are, exactly or about, by how they were written. Those unknown are left out. */
  async many(written: readonly string[]): Promise<Map<string, Origin>> {
    const codes = new Map(written.map((each) => [each, each.replaceAll(' ', '').toUpperCase()]));
    const wanted = [...new Set(codes.values())];
    const outward = [
      ...new Set(wanted.map((code) => (/\d[A-Z]{2}$/.test(code) && code.length > 4 ? code.slice(0, -3) : code))),
    ];
    const columns = `code, latitude, longitude, district_code`;
    const [exact, about] = await Promise.all([
      this.dataSource.query<CodeRow[]>(`SELECT ${columns} FROM postcode WHERE code = ANY($1)`, [wanted]),
      this.dataSource.query<CodeRow[]>(`SELECT ${columns} FROM outcode WHERE code = ANY($1)`, [outward]),
    ]);
    const known = new Map([
      ...about.map((row) => [row.code, outcodeOrigin(row)] as const),
      ...exact.map((row) => [row.code, postcodeOrigin(row)] as const),
    ]);
    const found = [...codes].map(([each, code]) => [each, known.get(code) ?? known.get(code.slice(0, -3))] as const);
    return new Map(found.filter((each): each is [string, Origin] => each[1] !== undefined));
  }

  /** Outward codes within a box, for the names on a drawing. Those of single large addressees, like NG80, are no area. */
  outcodesWithin({south, west, north, east}: Bounds, most: number): Promise<(Position & {code: string})[]> {
    return this.dataSource.query(
      `SELECT code, latitude, longitude FROM outcode o
       WHERE latitude BETWEEN $1 AND $2 AND longitude BETWEEN $3 AND $4 AND NOT EXISTS (
         SELECT FROM outcode b WHERE o.postcodes < $6 AND b.postcodes > 10 * o.postcodes
           AND abs(b.latitude - o.latitude) < 0.036 AND abs(b.longitude - o.longitude) < 0.05) ORDER BY code LIMIT $5`,
      [south, north, west, east, most, FEW_POSTCODES],
    );
  }

  /** What the About page says of the postcodes in use; null before anything was loaded. */
  async edition(): Promise<Edition | null> {
    const [row] = await this.dataSource.query<(Omit<Edition, 'loadedAt'> & {loaded_at: Date | null})[]>(
      `SELECT name, source, year, rows AS postcodes, loaded_at FROM geography_edition
       WHERE subject = 'postcodes' AND state = 'current'`,
    );
    if (!row) return null;
    const {name, source, year, postcodes, loaded_at: loadedAt} = row;
    return {name, source, year, postcodes, loadedAt};
  }

  /** The lines that must be shown, with the year of the edition in use. */
  async attribution(): Promise<readonly string[]> {
    return attribution((await this.edition())?.year ?? GAZETTEER.year);
  }

  private async look(near: Near): Promise<Found> {
    if (near.as === 'place') {
      const found = await findPlace(this.dataSource, near.name, near.county);
      if (!found) throw unknownPlace();
      return found;
    }
    const origin = (await this.postcode(near.code)) ?? (await this.outcode(near.outcodes));
    if (!origin) throw near.outcodes.includes(NOWHERE) ? nowhere(near.written) : unknownPostcode(near.written);
    return {...origin, alternatives: []};
  }

  private async postcode(code: string | null): Promise<Origin | null> {
    if (!code) return null;
    const [row] = await this.dataSource.query<CodeRow[]>(
      `SELECT code, latitude, longitude, district_code FROM postcode WHERE code = $1`,
      [code],
    );
    return row ? postcodeOrigin(row) : null;
  }

  private async outcode(codes: string[]): Promise<Origin | null> {
    const [row] = await this.dataSource.query<CodeRow[]>(
      `SELECT code, latitude, longitude, district_code FROM outcode
       WHERE code = ANY($1) ORDER BY array_position($1, code) LIMIT 1`,
      [codes],
    );
    return row ? outcodeOrigin(row) : null;
  }
}
