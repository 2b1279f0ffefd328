import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {CommunityListing} from './community.entity.js';
import type {CommunityState} from './community-listing.state.js';
import type {ClaimWay, CommunitySort} from './community-words.js';
import {requireKeeper} from './keep-community.js';
import {textOf} from './manage-community.js';
import type {CommunityText} from './community-text.js';

export const COMMUNITY_LISTS = ['waiting', 'live', 'draft', 'resting', 'refused', 'archived'] as const;
export type CommunityList = (typeof COMMUNITY_LISTS)[number];

export interface CommunityLine {
  id: string;
  sort: CommunitySort;
  state: CommunityState;
  name: string;
  outcode: string | null;
  source: CommunityListing['source'];
  /** New words of one that shows. */
  proposes: boolean;
  changedAt: Date;
}

export interface CommunityView extends CommunityLine {
  text: CommunityText;
  proposed: CommunityText | null;
  reason: string | null;
  sentByName: string | null;
  sentByEmail: string | null;
  claimedAt: Date | null;
  claimedHow: ClaimWay | null;
  checkedWhat: string | null;
  checkedOn: Day | null;
  confirmedAt: Date | null;
  /** The feed it came from, with what it is called there. */
  broughtFrom: {name: string; address: string | null; ref: string; lastSeenAt: Date} | null;
}

/** Entries for the council's staff. */
@Injectable()
export class ReadCommunity {
  constructor(private readonly uow: UnitOfWork) {}

  /** What waits longest first; new words of what shows wait too. @throws FORBIDDEN */
  async list(
    principal: Principal,
    show: CommunityList,
    page = 1,
  ): Promise<{items: CommunityLine[]; total: number; counts: Record<CommunityList, number>}> {
    requireKeeper(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<{state: CommunityList; count: number}[]>(
        `SELECT ${SHOWN} AS state, count(*)::int AS count FROM community_listing GROUP BY 1`,
      );
      const counts = Object.fromEntries(COMMUNITY_LISTS.map((each) => [each, 0])) as Record<CommunityList, number>;
      for (const {state, count} of rows) counts[state] = count;
      const items = await tx.query<CommunityLine[]>(
        `SELECT id, sort, state, name, outcode, source, proposed IS NOT NULL AS proposes, changed_at AS "changedAt"
         FROM community_listing WHERE ${SHOWN} = $1
         ORDER BY CASE WHEN $1 = 'waiting' THEN changed_at END, lower(name), id LIMIT ${A_PAGE} OFFSET $2`,
        [show, (page - 1) * A_PAGE],
      );
      return {items, total: counts[show], counts};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<CommunityView> {
    requireKeeper(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const entry = await tx.findOneBy(CommunityListing, {id});
      if (!entry) throw notFound('community listing');
      const [from] = await tx.query<NonNullable<CommunityView['broughtFrom']>[]>(
        `SELECT f.name, f.address, s.ref, s.last_seen_at AS "lastSeenAt"
         FROM community_source s JOIN directory_feed f ON f.id = s.feed_id WHERE s.community_listing_id = $1`,
        [id],
      );
      const {sort, state, name, outcode, source, changedAt, proposed, reason, sentByName, sentByEmail} = entry;
      const {claimedAt, claimedHow, checkedWhat, checkedOn, confirmedAt} = entry;
      return {
        ...{id, sort, state, name, outcode, source, changedAt, proposed, reason, sentByName, sentByEmail},
        ...{claimedAt, claimedHow, checkedWhat, checkedOn, confirmedAt},
        proposes: proposed !== null,
        text: textOf(entry),
        broughtFrom: from ?? null,
      };
    });
  }
}

export const A_PAGE = 50;

const SHOWN = `CASE WHEN state IN ('live', 'resting') AND proposed IS NOT NULL THEN 'waiting' ELSE state END`;
