import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Need} from '@app/listings';
import {DataSource} from 'typeorm';
import type {CommunitySort} from './community-words.js';

/** Everything that anybody may know of a group or service that is not for sale. */
export interface CommunityProfile {
  id: string;
  councilId: string;
  councilName: string;
  sort: CommunitySort;
  name: string;
  summary: string;
  about: string;
  needs: Need[];
  languages: string[];
  times: string;
  place: string;
  howToJoin: string;
  cost: string;
  postcode: string | null;
  outcode: string;
  district: string | null;
  reachKm: number;
  phone: string | null;
  email: string | null;
  website: string | null;
  /** Null: not vetted. */
  checkedWhat: string | null;
  checkedOn: Day | null;
  /** When somebody last said that it is right. */
  rightAt: Date;
  changedAt: Date;
  services: {code: string; name: string; description: string}[];
}

/** Entries as anybody may see them: from the public view alone, so it answers without a council. */
@Injectable()
export class PublicCommunity {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns null when it is not there, or does not show: nobody learns which */
  async profile(id: string): Promise<CommunityProfile | null> {
    const [row] = await this.dataSource.query<CommunityProfile[]>(
      `SELECT id, council_id AS "councilId", council_name AS "councilName", sort, name, summary, about, needs, languages,
              times, place, how_to_join AS "howToJoin", cost, postcode, outcode, district, reach_km AS "reachKm", phone,
              email, website, checked_what AS "checkedWhat", checked_on AS "checkedOn", right_at AS "rightAt",
              changed_at AS "changedAt", services
       FROM public_community WHERE id = $1`,
      [id],
    );
    return row ?? null;
  }
}
