import {DomainError, type Pence} from '@app/kernel';
import {cutByBand, priceStretches, type BandRule, type BandStretch, type DatedRate} from '@app/listings';
import type {PlannedVisit} from './pattern.js';

/** Whose rates and by whose hours of evenings: the same object wherever they are the same, where somebody keeps them so. */
interface Asking {
  councilId: string;
  rates: readonly DatedRate[];
}

/** A council's visits, each cut where its band changes, and which of them are alike in all that a price depends on. */
interface Cut {
  stretches: readonly (readonly BandStretch[])[];
  /** Of each visit the place of the first that is like it. */
  like: readonly number[];
}

/**
 * What each of some visits costs with whoever is asked about, at dated rates, bands and bank holidays. Visits are cut
 * once for a council; what is alike is priced once: the same times on ordinary weeks, the same rates of many listings.
 */
export class VisitCosts {
  private readonly cuts = new Map<string, Cut>();
  private readonly known = new WeakMap<Asking, readonly Pence[] | null>();

  constructor(
    private readonly visits: readonly PlannedVisit[],
    private readonly bands: ReadonlyMap<string, readonly BandRule[]>,
  ) {}

  /** Null where there is no rate for one of them. */
  of(asking: Asking): readonly Pence[] | null {
    const known = this.known.get(asking);
    if (known !== undefined) return known;
    const made = this.price(asking);
    this.known.set(asking, made);
    return made;
  }

  private price({councilId, rates}: Asking): Pence[] | null {
    const {stretches, like} = this.cut(councilId);
    const steady = isSteady(rates, this.visits);
    const costs: Pence[] = [];
    try {
      this.visits.forEach((visit, index) => {
        const first = like[index] as number;
        const same = steady && first < index ? costs[first] : undefined;
        costs.push(same ?? priceStretches(visit, stretches[index] as BandStretch[], rates).pence);
      });
      return costs;
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }

  private cut(councilId: string): Cut {
    const known = this.cuts.get(councilId);
    if (known) return known;
    const stretches = this.visits.map((visit) => cutByBand(visit, this.bands.get(councilId) ?? []));
    const first = new Map<string, number>();
    const like = stretches.map((each, index) => {
      const key = each.map(({band, startsAt, endsAt}) => `${band} ${+endsAt - +startsAt}`).join();
      if (!first.has(key)) first.set(key, index);
      return first.get(key) as number;
    });
    const made = {stretches, like};
    this.cuts.set(councilId, made);
    return made;
  }
}

type Bands = ReadonlyMap<string, readonly BandRule[]>;
const kept = new WeakMap<Bands, WeakMap<readonly PlannedVisit[], VisitCosts>>();

/** The same for the same visits and bands: what somebody asks for these visits is worked out once, not once a question. */
export function visitCosts(visits: readonly PlannedVisit[], bands: Bands): VisitCosts {
  const ofBands = kept.get(bands) ?? new WeakMap<readonly PlannedVisit[], VisitCosts>();
  kept.set(bands, ofBands);
  const costs = ofBands.get(visits) ?? new VisitCosts(visits, bands);
  ofBands.set(visits, costs);
  return costs;
}

/** Whether the same rates are in force on all the days. */
function isSteady(rates: readonly DatedRate[], visits: readonly PlannedVisit[]): boolean {
  const [from, to] = [visits[0]?.day ?? '', visits.at(-1)?.day ?? ''];
  return rates.every(
    ({startsOn, endsOn}) => (startsOn <= from || startsOn > to) && (endsOn === null || endsOn >= to || endsOn < from),
  );
}
