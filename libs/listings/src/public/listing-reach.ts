import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {ListingOwners} from '../owners/listing-owners.js';
import {AUDIENCES, type Audience} from '../profile/listing-words.js';

const EVERYBODY: readonly Audience[] = ['public'];

/** Of which audiences somebody is, and so which listings show to them. Whoever is not signed in sees what is for everybody. */
@Injectable()
export class ListingReach {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
  ) {}

  /** Whoever acts for somebody sees what that person would. */
  async of(viewer: Principal | null): Promise<readonly Audience[]> {
    if (!viewer) return EVERYBODY;
    if (looksAfter(viewer)) return AUDIENCES;
    return this.uow.run(viewer.councilId, (tx) => audiencesOf(tx, viewer));
  }

  /** Whether a listing that is not for everybody shows to somebody: to its audience, to who knows them, to its owner. */
  async includes(
    viewer: Principal | null,
    listing: {id: string; councilId: string; audience: Audience},
  ): Promise<boolean> {
    if (listing.audience === 'public') return true;
    if (viewer?.councilId !== listing.councilId) return false;
    if (looksAfter(viewer)) return true;
    return this.uow.run(viewer.councilId, async (tx) => {
      if ((await audiencesOf(tx, viewer)).includes(listing.audience)) return true;
      const [row] = await tx.query<[{knows: boolean}]>(`SELECT knows_listing($1, $2) AS knows`, [
        personOf(viewer),
        listing.id,
      ]);
      return row.knows || this.owners.mayAnswer(tx, viewer, listing.id, null);
    });
  }
}

/** Staff who check members see every listing of their council; on somebody's behalf they see what that person would. */
export function looksAfter({permissions, actingFor}: Principal): boolean {
  return !actingFor && permissions.has('application:queue');
}

const personOf = ({personId, actingFor}: Principal) => actingFor?.personId ?? personId;

async function audiencesOf(tx: Tx, viewer: Principal): Promise<Audience[]> {
  const [row] = await tx.query<[{audiences: Audience[]}]>(`SELECT audiences_of($1) AS audiences`, [personOf(viewer)]);
  return row.audiences;
}
