import {addDays, DomainError, type Day, type Pence} from '@app/kernel';
import {
  cutByBand,
  priceStretches,
  type BandRule,
  type BandStretch,
  type DatedRate,
  type WayOfPaying,
} from '@app/listings';
import type {DataSource} from 'typeorm';
import type {PlannedVisit} from './pattern.js';

export interface ListingPrices {
  id: string;
  councilId: string;
  waysOfPaying: WayOfPaying[];
  rates: DatedRate[];
}

interface BandRow extends BandRule {
  councilId: string;
}

/** What listings ask from a day to another, as the tables have it now; visits are cut by each council's bands once. */
export class Prices {
  private readonly cut = new Map<string, Map<PlannedVisit, BandStretch[]>>();

  private constructor(
    readonly of: ReadonlyMap<string, ListingPrices>,
    private readonly bands: ReadonlyMap<string, BandRule[]>,
  ) {}

  static async read(dataSource: DataSource, ids: readonly string[], from: Day, to: Day): Promise<Prices> {
    if (ids.length === 0) return new Prices(new Map(), new Map());
    const [rows, bands] = await Promise.all([
      dataSource.query<ListingPrices[]>(
        `SELECT id, council_id AS "councilId", ways_of_paying AS "waysOfPaying", rates
         FROM public_listing_prices($1, $2, $3)`,
        [ids, from, to],
      ),
      dataSource.query<BandRow[]>(
        `SELECT council_id AS "councilId", band, weekdays, from_time AS from, to_time AS to, starts_on AS "startsOn",
                ends_on AS "endsOn" FROM public_rate_bands($1, $2)`,
        [from, to],
      ),
    ]);
    const byCouncil = new Map<string, BandRule[]>();
    for (const band of bands) byCouncil.set(band.councilId, [...(byCouncil.get(band.councilId) ?? []), band]);
    return new Prices(new Map(rows.map((row) => [row.id, row])), byCouncil);
  }

  /** What each of these visits costs with a listing; null where it has no rate for one of them. */
  costs(id: string, visits: readonly PlannedVisit[]): Pence[] | null {
    const listing = this.of.get(id);
    if (!listing) return null;
    try {
      return visits.map(
        (visit) => priceStretches(visit, this.stretches(listing.councilId, visit), listing.rates).pence,
      );
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private stretches(councilId: string, visit: PlannedVisit): BandStretch[] {
    const council = this.cut.get(councilId) ?? new Map<PlannedVisit, BandStretch[]>();
    this.cut.set(councilId, council);
    const known = council.get(visit);
    if (known) return known;
    const made = cutByBand(visit, this.bands.get(councilId) ?? []);
    council.set(visit, made);
    return made;
  }
}

/** The days that prices are wanted of. */
export function daysOf(visits: readonly PlannedVisit[], today: Day): {from: Day; to: Day} {
  return {from: visits[0]?.day ?? today, to: addDays(visits.at(-1)?.day ?? today, 1)};
}
