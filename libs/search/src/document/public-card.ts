import type {Day} from '@app/kernel';
import type {DatedRate, ListingKind} from '@app/listings';

/** What anybody may see of a listing in a list. */
export interface PublicCard {
  /** Whose register it is on. */
  councilId: string;
  kind: ListingKind;
  name: string;
  summary: string;
  services: {code: string; name: string}[];
  /** About where they set out from, to a kilometre or so: for a map. */
  latitude: number;
  longitude: number;
  /** In force on the day that was asked for. */
  rates: DatedRate[];
  accredited: boolean;
  scheme: string | null;
  checkedOn: Day | null;
}
