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
  /** In force on the day that was asked for. */
  rates: DatedRate[];
  accredited: boolean;
  scheme: string | null;
  checkedOn: Day | null;
}
