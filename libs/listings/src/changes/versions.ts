import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ListingOwners} from '../owners/listing-owners.js';

/** What others could see of a listing, from a moment to a moment. */
export interface ShownVersion {
  id: string;
  madeAt: Date;
  /** Null while it is the present one. */
  until: Date | null;
  profile: {
    state: string;
    name: string;
    summary: string;
    about: string;
    outcode: string | null;
    travelKm: number;
    languages: string[];
    services: string[];
  };
}

/** The archive of a listing, for its owner and for the council's officers. */
@Injectable()
export class ListingVersions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
  ) {}

  /** The newest first. @throws NOT_FOUND for whoever is neither */
  of(principal: Principal, listingId: string): Promise<ShownVersion[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const owners = await this.owners.peopleOf(tx, listingId);
      const may = principal.permissions.has('application:queue') || owners.includes(principal.personId);
      if (owners.length === 0 || !may) throw notFound('listing');
      return tx.query<ShownVersion[]>(
        `SELECT id, made_at AS "madeAt", lead(made_at) OVER (ORDER BY made_at, id) AS until, profile
         FROM listing_version WHERE listing_id = $1 ORDER BY made_at DESC, id DESC LIMIT 500`,
        [listingId],
      );
    });
  }
}

/** Keeps what is shown now, when it is not what was kept last. Where somebody sets out from is not part of it. */
export async function keepVersion(tx: Tx, listingId: string): Promise<void> {
  await tx.query(`SELECT keep_listing_version($1)`, [listingId]);
}
