import type {Day} from '@app/kernel';
import type {Audience, DatedRate, ListingKind} from '@app/listings';

/** What those may see of a listing in a list to whom it shows. */
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
  /** To whom it shows. */
  audience: Audience;
}
