import {IsBoolean} from 'class-validator';
import type {CoverAskState, CoverRequestState} from '@app/bookings';

export class CoverParty {
  id: string;
  name: string;
}

export class CoverAskResponse {
  id: string;
  kind: 'pa' | 'provider' | 'friend';
  /** Empty for the side of who cannot come, but for whoever comes instead. */
  name: string;
  /** Shown to the person’s own side. */
  phone: string | null;
  status: CoverAskState;
  answer_by: string | null;
  /** Listed on the day of the visit; null for whoever is not on the register. */
  listed: boolean | null;
}

export class CoverResponse {
  id: string;
  status: CoverRequestState;
  visit_id: string;
  booking_id: string;
  starts_at: string;
  ends_at: string;
  /** The visit of whoever comes instead. */
  cover_visit_id: string | null;
  listing: CoverParty;
  holder: CoverParty;
  asks: CoverAskResponse[];
}

export class CoverWishResponse {
  id: string;
  status: CoverAskState;
  answer_by: string;
  holder_name: string;
  listing: CoverParty;
  starts_at: string;
  ends_at: string;
  /** What it pays, at the terms with this person or the rates of the listing. */
  price_pence: number;
}

export class CoverWishesResponse {
  items: CoverWishResponse[];
  total: number;
  page: number;
  per_page: number;
}

export class CoverBookingResponse {
  booking_id: string;
}

export class RungRequest {
  /** What they said on the phone. */
  @IsBoolean({message: 'Say true or false.'})
  comes: boolean;
}

export class UncoveredResponse {
  request_id: string;
  visit_id: string;
  holder: CoverParty;
  worker: string;
  starts_at: string;
  ends_at: string;
  /** Others are being asked, or all had their time. */
  status: 'asking' | 'nobody';
}

export class UncoveredListResponse {
  items: UncoveredResponse[];
  total: number;
  page: number;
  per_page: number;
}
