import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Principal} from '@app/identity';
import {prepared, type Reader} from '@app/platform';
import {DataSource} from 'typeorm';
import {ListingReach} from './listing-reach.js';
import type {DatedRate} from '../pricing/rates.js';
import type {ListingKind, Gender, Need, TakingOn, WayOfPaying} from '../profile/listing-words.js';
import type {ProfileMore} from '../profile/check-more.js';
import {STANDARD_TERMS, type CancellationTerms} from '../terms/cancellation-rules.js';
import type {ServiceWords} from '../services/services.js';

/** What the register says of a member today. */
export interface PublicStanding {
  /** False: listed for information, not checked. */
  accredited: boolean;
  scheme: string | null;
  checkedOn: Day | null;
}

/** Files of `OpenPicture`, and words for who cannot see them. */
export interface PublicPicture {
  small: string;
  large: string;
  alternative: string;
}

/** Everything that those may know of a listing to whom it shows. */
export interface PublicProfile extends ProfileMore {
  id: string;
  councilId: string;
  councilName: string;
  kind: ListingKind;
  name: string;
  summary: string;
  about: string;
  /** About where they set out from, and how far they go. */
  outcode: string;
  district: string | null;
  travelKm: number;
  gender: Gender | null;
  languages: string[];
  needs: Need[];
  takingOn: TakingOn;
  takingOnFrom: Day | null;
  drives: boolean;
  waysOfPaying: WayOfPaying[];
  /** Registered with the Care Quality Commission; without it an organisation is supported by the council, not regulated. */
  cqcProviderId: string | null;
  /** When somebody of the council looked that up. */
  cqcCheckedOn: Day | null;
  version: number;
  changedAt: Date;
  services: ServiceWords[];
  /** In force today, and those to come. */
  rates: DatedRate[];
  standing: PublicStanding;
  /** What the council asks of whoever calls a visit off, where the listing says nothing of its own. */
  standardTerms: CancellationTerms;
  picture: PublicPicture | null;
}

export type ProfileRow = Omit<PublicProfile, 'standing'> & PublicStanding;

/** Listings as others see them: from the views of what shows alone, so it answers without a council. */
@Injectable()
export class PublicListings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reach: ListingReach,
  ) {}

  /**
   * @param viewer who looks; null is anybody
   * @returns null when it is not there, not live, not for them, or its member is not listed today: nobody learns which
   */
  async profile(listingId: string, viewer: Principal | null): Promise<PublicProfile | null> {
    return this.forViewer(await this.shown(listingId, this.dataSource), viewer);
  }

  /** The same in two steps, for who asks more in one go: what stands in the way of `forViewer` nobody may see. */
  async shown(listingId: string, reader: Reader): Promise<ProfileRow | null> {
    const [row] = await prepared<ProfileRow[]>(reader, SHOWN, [listingId]);
    return row ?? null;
  }

  async forViewer(row: ProfileRow | null, viewer: Principal | null): Promise<PublicProfile | null> {
    return row && (await this.reach.includes(viewer, row)) ? profileOf(row) : null;
  }
}

/** A registration that nobody of the council has looked up is not said. */
export function profileOf({accredited, scheme, checkedOn, ...profile}: ProfileRow): PublicProfile {
  const cqcProviderId = profile.cqcCheckedOn === null ? null : profile.cqcProviderId;
  return {...profile, cqcProviderId, standing: {accredited: accredited ?? false, scheme, checkedOn}};
}

/** The columns of `shown_listing` and of `own_listing_profile`. */
export const PROFILE = `
  SELECT id, council_id AS "councilId", council_name AS "councilName", kind, name, summary, about, outcode, district,
         travel_km AS "travelKm", gender, languages, needs, taking_on AS "takingOn", taking_on_from AS "takingOnFrom",
         drives, ways_of_paying AS "waysOfPaying", cqc_provider_id AS "cqcProviderId",
         CASE WHEN kind = 'provider' THEN public_care_checked(id) END AS "cqcCheckedOn", version,
         changed_at AS "changedAt", services, rates, accredited, scheme, checked_on AS "checkedOn",
         audience, interpreted, pets, smoking, business_insurance AS "businessInsurance", districts, online,
         at_theirs AS "atTheirs", buffer_minutes AS "bufferMinutes", minimum_minutes AS "minimumMinutes",
         bank_holidays AS "bankHolidays", notice_hours AS "noticeHours", late_cancellation_bp AS "lateCancellationBp",
         ${STANDARD_TERMS} AS "standardTerms", public_listing_picture(id) AS picture`;

const SHOWN = `${PROFILE} FROM shown_listing WHERE id = $1`;
