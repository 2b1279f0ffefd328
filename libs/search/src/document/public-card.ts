import type {Day} from '@app/kernel';
import {LISTING_KINDS, type Audience, type DatedRate, type PublicPicture} from '@app/listings';

/** Beside PAs and providers: groups, clubs and services that are not for sale. */
export const CARD_KINDS = [...LISTING_KINDS, 'community'] as const;
export type CardKind = (typeof CARD_KINDS)[number];

/** What a result shows of what is not for sale. */
export interface CommunityCard {
  sort: string;
  times: string;
  place: string;
  cost: string;
  checkedWhat: string | null;
  checkedOn: Day | null;
}

/** What those may see of a listing in a list to whom it shows. */
export interface PublicCard {
  /** Whose register it is on. */
  councilId: string;
  kind: CardKind;
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
  /** To whom it shows. */
  audience: Audience;
  /** Of an enterprise whether it is registered with the Care Quality Commission, as the council looked up; null for others. */
  inspected?: boolean | null;
  picture?: PublicPicture | null;
  /** Of what is not for sale. */
  community?: CommunityCard | null;
}
