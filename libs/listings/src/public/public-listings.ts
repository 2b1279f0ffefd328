import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import {DataSource} from 'typeorm';
import type {DatedRate} from '../pricing/rates.js';
import type {ListingKind, Gender, Need, TakingOn, WayOfPaying} from '../profile/listing-words.js';
import type {ServiceWords} from '../services/services.js';

/** What the register says of a member today. */
export interface PublicStanding {
  /** False: listed for information, not checked. */
  accredited: boolean;
  scheme: string | null;
  checkedOn: Day | null;
}

/** Everything that anybody may know of a listing. */
export interface PublicProfile {
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
  version: number;
  changedAt: Date;
  services: ServiceWords[];
  /** In force today, and those to come. */
  rates: DatedRate[];
  standing: PublicStanding;
}

type Row = Omit<PublicProfile, 'standing'> & PublicStanding;

/** Listings as anybody may see them: from the public view alone, so it answers without a council. */
@Injectable()
export class PublicListings {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns null when it is not there, not live, or its member is not listed today: nobody learns which */
  async profile(listingId: string): Promise<PublicProfile | null> {
    const [row] = await this.dataSource.query<Row[]>(PROFILE, [listingId]);
    if (!row) return null;
    const {accredited, scheme, checkedOn, ...profile} = row;
    return {...profile, standing: {accredited, scheme, checkedOn}};
  }
}

const PROFILE = `
  SELECT id, council_id AS "councilId", council_name AS "councilName", kind, name, summary, about, outcode, district,
         travel_km AS "travelKm", gender, languages, needs, taking_on AS "takingOn", taking_on_from AS "takingOnFrom",
         drives, ways_of_paying AS "waysOfPaying", cqc_provider_id AS "cqcProviderId", version,
         changed_at AS "changedAt", services, rates, accredited, scheme, checked_on AS "checkedOn"
  FROM public_listing WHERE id = $1`;
