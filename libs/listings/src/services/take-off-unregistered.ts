import {Injectable, type OnModuleInit} from '@nestjs/common';
import {JobRunner, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {ListingOwners} from '../owners/listing-owners.js';

/** Told with the listing's id: it no longer offers what the law wants a registration for. */
export const SERVICES_TAKEN_OFF = 'listing.services_taken_off';

/**
 * What comes true with a day takes services off listings on that day: a rule begins, a second worker does. Whatever
 * somebody does is followed in its own transaction, by the database. A minute past London's midnight, summer and winter.
 */
@Injectable()
export class TakeOffUnregistered implements OnModuleInit {
  constructor(
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'listings.take_off_unregistered', cron: '1 0,23 * * *', run: () => this.run()});
  }

  async run(): Promise<void> {
    const councils = await this.dataSource.query<{id: string}[]>(`SELECT id FROM council ORDER BY id`);
    for (const {id} of councils) await this.uow.run(id, (tx) => tx.query(TAKE_OFF));
  }

  /** Whom to tell. For what follows a commit: it asks nobody's permission. */
  async ownersOf(tx: Tx, listingId: string): Promise<{name: string; owners: string[]} | null> {
    const [row] = await tx.query<{name: string}[]>(`SELECT name FROM listing WHERE id = $1`, [listingId]);
    return row ? {...row, owners: await this.owners.peopleOf(tx, listingId, 'edit_listing')} : null;
  }
}

const TAKE_OFF = `
  SELECT take_off_unregistered(ARRAY(
    SELECT u.listing_id FROM services_unregistered(ARRAY(
      SELECT DISTINCT o.listing_id FROM regulation_rule r JOIN service s ON r.service_code = coalesce(s.regulated_as, s.code)
      JOIN listing_service o ON o.service_id = s.id JOIN listing l ON l.id = o.listing_id AND l.kind = r.kind)) u))`;
