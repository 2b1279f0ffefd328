import type {Day, RateBand, RateUnit} from '@app/kernel';
import type {DatedRate, WayOfPaying} from '@app/listings';

/** What `public_listing_times` says of a listing, with its number among the documents. */
export interface TimesRow {
  number: number;
  id: string;
  councilId: string;
  capacity: number;
  waysOfPaying: WayOfPaying[];
  hours: string;
  busy: string | null;
  rates: string;
}

export function readRates(text: string): DatedRate[] {
  if (text === '') return [];
  return text.split(',').map((each) => {
    const [band, unit, pence, startsOn, endsOn] = each.split(' ') as [RateBand, RateUnit, string, Day, Day | undefined];
    return {band, unit, ratePence: Number(pence), startsOn, endsOn: endsOn ?? null};
  });
}
