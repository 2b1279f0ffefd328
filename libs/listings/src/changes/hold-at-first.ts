import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {DbsLevels, levelIsEnough} from '@app/register';
import type {Listing} from '../profile/listing.entity.js';
import {isOwnName, publicName} from '../profile/public-name.js';
import {HoldChanges} from './hold-changes.js';

/** Before others see a listing for the first time: what a draft says may be other than what was checked. */
@Injectable()
export class HoldAtFirst {
  constructor(
    private readonly holds: HoldChanges,
    private readonly names: Names,
    private readonly levels: DbsLevels,
    private readonly clock: Clock,
  ) {}

  /**
   * Leaves in the draft what may be shown, and holds the rest: a name that is not the register's, services that need
   * a DBS level that is not there.
   * @throws LISTING_INCOMPLETE when no service would be left
   */
  async run(tx: Tx, principal: Principal, listing: Listing): Promise<void> {
    if (listing.state !== 'draft' || !(await this.holds.checksMember(tx, listing.memberId))) return;
    const name = await this.otherName(tx, listing);
    const services = await this.unheld(tx, listing);
    if (name === null && services.length === 0) return;
    if (name !== null) await tx.query(`UPDATE listing SET name = $2 WHERE id = $1`, [listing.id, name]);
    await tx.query(
      `DELETE FROM listing_service o USING service s
       WHERE o.listing_id = $1 AND s.id = o.service_id AND s.code = ANY ($2)`,
      [listing.id, services],
    );
    await this.holds.hold(tx, principal, listing.id, {services, ...(name === null ? {} : {name: listing.name})});
  }

  /** The name to show meanwhile; null when the one chosen is theirs, or was accepted. */
  private async otherName(tx: Tx, listing: Listing): Promise<string | null> {
    const subject = String(listing.personId ?? listing.organisationId);
    const name = (await this.names.of(tx, [subject])).get(subject) ?? '';
    const own = listing.personId ? isOwnName(listing.name, name) : listing.name.toLowerCase() === name.toLowerCase();
    if (own || (await accepted(tx, listing.id)).names.includes(listing.name)) return null;
    return listing.personId ? publicName(name) : name;
  }

  private async unheld(tx: Tx, listing: Listing): Promise<string[]> {
    const offered = await tx.query<{code: string}[]>(
      `SELECT code FROM service JOIN listing_service ON service_id = id WHERE listing_id = $1`,
      [listing.id],
    );
    const day = londonDay(this.clock.now());
    const {level, regulatedServices} = await this.levels.neededFor(tx, {
      memberKind: listing.kind === 'pa' ? 'pa' : 'business',
      selfEmployed: false,
      tasks: {services: offered.map((each) => each.code)},
      day,
    });
    if (levelIsEnough(await this.levels.heldBy(tx, listing.memberId, day), level)) return [];
    const {services} = await accepted(tx, listing.id);
    const unheld = regulatedServices.filter((code) => !services.includes(code));
    if (unheld.length > 0 && unheld.length === offered.length) throw nothingLeft();
    return unheld;
  }
}

async function accepted(tx: Tx, listingId: string): Promise<{names: (string | null)[]; services: string[]}> {
  const rows = await tx.query<{name: string | null; services: string[]}[]>(
    `SELECT name, services FROM listing_change WHERE listing_id = $1 AND outcome = 'accepted'`,
    [listingId],
  );
  return {names: rows.map((each) => each.name), services: rows.flatMap((each) => each.services)};
}

function nothingLeft(): DomainError {
  const message =
    'Everything that you offer needs a higher level of DBS check than the council has seen. Add a service that does not.';
  return new DomainError('refused', 'LISTING_INCOMPLETE', message, {fields: [{field: 'services', message}]});
}
