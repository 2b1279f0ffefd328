import {IntersectionType} from '@nestjs/swagger';
import {OfferAnswer} from './offers.dto.js';
import type {RateBand, RateUnit} from '@app/kernel';
import type {Gender, ListingKind, Need, TakingOn, WayOfPaying} from '@app/listings';

export class ServiceAnswer {
  /** @example shopping */
  code: string;
  name: string;
  description: string;
  /** A regulated activity: who offers it is registered with the Care Quality Commission, unless they are one person. */
  regulated: boolean;
}

export class ListedRate {
  band: RateBand;
  unit: RateUnit;
  rate_pence: number;
  starts_on: string;
  /** The last day; null until changed. */
  ends_on: string | null;
}

export class LanguageAnswer {
  /** @example pl */
  code: string;
  /** @example Polish */
  name: string;
}

export class AreaServed {
  /** The first half of the postcode they set out from; never more. */
  outcode: string;
  district: string | null;
  travel_km: number;
}

export class CheckAnswer {
  /** @example Enhanced DBS certificate */
  requirement: string;
  checked_on: string;
}

export class AskedAnswer {
  /** What the council still asks, in its own words. */
  text: string;
  /** The last day on which it may be open. */
  due_on: string | null;
}

export class StandingAnswer {
  /** False: listed for information, not checked. */
  accredited: boolean;
  scheme: string | null;
  checked_on: string | null;
  /** Each thing that was checked and is still in date; never what was seen. */
  checks: CheckAnswer[];
  /** Conditions of the approval in force that are not met yet and that the council tells everybody. */
  conditions: AskedAnswer[];
}

export class CancellationTermsAnswer {
  /** A visit cancelled with less notice costs part of its price or all of it. */
  notice_hours: number;
  /** That part, in hundredths of a percent. */
  late_cancellation_bp: number;
}

export class ListingMore {
  /** Languages in which an interpreter helps, as codes. */
  interpreted: string[];
  /** Whether they come where there are pets; null: they do not say. */
  pets: boolean | null;
  /** Whether they come where somebody smokes; null: they do not say. */
  smoking: boolean | null;
  /** They drive a car that is insured for work. */
  business_insurance: boolean;
  /** Districts that they serve whole. */
  districts: string[];
  online: boolean;
  /** People can come to them. */
  at_theirs: boolean;
  /** Kept free before and after each visit, for the way; free times have it taken off. */
  buffer_minutes: number;
  /** The shortest visit; null: any. */
  minimum_minutes: number | null;
  /** Whether the weekly hours count on bank holidays. */
  bank_holidays: boolean;
  /** A visit cancelled with less notice costs part of its price or all of it; null: as the council has it. */
  notice_hours: number | null;
  /** That part, in hundredths of a percent. */
  late_cancellation_bp: number | null;
  /** What the council has, which counts where the two are null. */
  standard_terms: CancellationTermsAnswer;
}

export class PictureAnswer {
  /** 320 pixels wide and high. */
  small_url: string;
  /** Up to 640. */
  large_url: string;
  /** What it shows, for who cannot see it. */
  alternative: string;
}

export class MileageAnswer {
  mile_pence: number;
  starts_on: string;
  ends_on: string | null;
}

export class MoreOfferedAnswer {
  offers: OfferAnswer[];
  /** What they earn where somebody employs them: apart from what they charge. */
  wages: ListedRate[];
  mileage: MileageAnswer[];
}

export class ListingResponse extends IntersectionType(ListingMore, MoreOfferedAnswer) {
  id: string;
  kind: ListingKind;
  name: string;
  council: string;
  summary: string;
  about: string;
  services: ServiceAnswer[];
  rates: ListedRate[];
  languages: LanguageAnswer[];
  area: AreaServed;
  gender: Gender | null;
  needs: Need[];
  taking_on: TakingOn;
  taking_on_from: string | null;
  drives: boolean;
  ways_of_paying: WayOfPaying[];
  /** Registered with the Care Quality Commission; an organisation without it is supported by the council, not regulated. */
  cqc_provider_id: string | null;
  picture: PictureAnswer | null;
  standing: StandingAnswer;
  changed_at: string;
}
