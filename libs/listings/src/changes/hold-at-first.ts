import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {DbsLevels, levelIsEnough} from '@app/register';
import {ListingOwners} from '../owners/listing-owners.js';
import type {Listing} from '../profile/listing.entity.js';
import {isOwnName, publicName} from '../profile/public-name.js';
import {HoldChanges} from './hold-changes.js';

/** What of a listing is other than what was checked. */
export interface Unchecked {
  /** The name to show meanwhile; null when the one chosen is theirs, or was accepted. */
  name: string | null;
  /** Codes of services that need a DBS level that is not there. */
  services: string[];
  /** It offers nothing else. */
  nothingLeft: boolean;
}

/** Before others see a listing for the first time: it may say something else than what was checked. */
@Injectable()
export class HoldAtFirst {
  constructor(
    private readonly holds: HoldChanges,
    private readonly names: Names,
    private readonly owners: ListingOwners,
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
    const found = await this.find(tx, listing);
    if (found?.nothingLeft) throw nothingLeft();
    if (found) await this.hold(tx, principal, listing, found);
  }

  /** Null when all of it may be shown. */
  async find(tx: Tx, listing: Listing): Promise<Unchecked | null> {
    const name = await this.otherName(tx, listing);
    const {services, nothingLeft} = await this.unheld(tx, listing);
    return name === null && services.length === 0 ? null : {name, services, nothingLeft};
  }

  /** In the name of whoever answers for the listing, whoever it is that looks. */
  async hold(tx: Tx, principal: Principal, listing: Listing, {name, services}: Unchecked): Promise<void> {
    if (name !== null) await tx.query(`UPDATE listing SET name = $2 WHERE id = $1`, [listing.id, name]);
    await tx.query(
      `DELETE FROM listing_service o USING service s
       WHERE o.listing_id = $1 AND s.id = o.service_id AND s.code = ANY ($2)`,
      [listing.id, services],
    );
    const owners = await this.owners.peopleOf(tx, listing.id);
    const askedBy = owners.includes(principal.personId) ? principal.personId : owners[0];
    const wanted = {services, askedBy, ...(name === null ? {} : {name: listing.name})};
    await this.holds.hold(tx, principal, listing.id, wanted);
  }

  private async otherName(tx: Tx, listing: Listing): Promise<string | null> {
    const subject = String(listing.personId ?? listing.organisationId);
    const name = (await this.names.of(tx, [subject])).get(subject) ?? '';
    const own = listing.personId ? isOwnName(listing.name, name) : listing.name.toLowerCase() === name.toLowerCase();
    if (own || (await accepted(tx, listing.id)).names.includes(listing.name)) return null;
    return listing.personId ? publicName(name) : name;
  }

  private async unheld(tx: Tx, listing: Listing): Promise<Pick<Unchecked, 'services' | 'nothingLeft'>> {
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
    if (levelIsEnough(await this.levels.heldBy(tx, listing.memberId, day), level)) {
      return {services: [], nothingLeft: false};
    }
    const {services: letPass} = await accepted(tx, listing.id);
    const services = regulatedServices.filter((code) => !letPass.includes(code));
    return {services, nothingLeft: services.length > 0 && services.length === offered.length};
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
