import {Injectable} from '@nestjs/common';
import {Clock, DomainError, invalid, londonDay} from '@app/kernel';
import type {Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {HoldChanges} from '../changes/hold-changes.js';
import {OwnListing} from '../owners/own-listing.js';
import type {Listing} from '../profile/listing.entity.js';
import {requireRegulation} from './require-regulation.js';

const MOST = 50;

/** What a listing offers, all of it at once. */
@Injectable()
export class SetServices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly holds: HoldChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * @param listingId null means the only one the caller answers for
   * @throws NOT_FOUND, WHICH_LISTING, VALIDATION_FAILED, REGULATED_SERVICE
   */
  async run(principal: Principal, listingId: string | null, codes: readonly string[]): Promise<void> {
    await this.uow.run(principal.councilId, (tx) => this.within(tx, principal, listingId, codes));
  }

  /** The same inside a transaction that does more. */
  async within(tx: Tx, principal: Principal, listingId: string | null, codes: readonly string[]): Promise<void> {
    if (codes.length < 1 || codes.length > MOST) {
      throw invalid({field: 'services', message: `Choose from one to ${MOST} services.`});
    }
    const listing = await this.own.lock(tx, principal, listingId);
    const ids = await idsOf(tx, codes);
    const before = await offered(tx, listing.id);
    await requireRegulation(tx, listing, londonDay(this.clock.now()), codes);
    const held = await this.held(tx, listing, before, codes);
    const shown = codes.filter((code) => !held.includes(code));
    if (shown.length === 0) throw nothingLeft();
    await offer(tx, principal, listing.id, held.length > 0 ? await idsOf(tx, shown) : ids);
    if (held.length > 0) await this.holds.hold(tx, principal, listing.id, {services: held});
    await this.own.changed(tx, principal, listing.id, {
      action: 'listing.services_changed',
      before: {services: before},
      after: {services: shown.sort()},
    });
  }

  /** What is new and may not show before somebody has looked. */
  private async held(tx: Tx, listing: Listing, before: readonly string[], codes: readonly string[]): Promise<string[]> {
    const added = codes.filter((code) => !before.includes(code));
    if (added.length === 0 || !(await this.holds.checks(tx, listing))) return [];
    return this.holds.regulated(tx, added);
  }
}

/** What is offered already stays as it is: it isn't looked at again. */
async function offer(tx: Tx, {councilId}: Principal, listingId: string, ids: readonly string[]): Promise<void> {
  await tx.query(`DELETE FROM listing_service WHERE listing_id = $1 AND service_id <> ALL ($2::uuid[])`, [
    listingId,
    ids,
  ]);
  await tx.query(
    `INSERT INTO listing_service (listing_id, service_id, council_id) SELECT $1, unnest($2::uuid[]), $3
     ON CONFLICT DO NOTHING`,
    [listingId, ids, councilId],
  );
}

function nothingLeft(): DomainError {
  const message = 'Keep something that you offer now: what you added is checked before it shows.';
  return new DomainError('refused', 'LISTING_INCOMPLETE', message, {fields: [{field: 'services', message}]});
}

async function idsOf(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const known = await tx.query<{code: string; id: string}[]>(
    `SELECT DISTINCT ON (code) code, id FROM service WHERE code = ANY($1) ORDER BY code, council_id NULLS LAST`,
    [codes],
  );
  const ids = new Map(known.map(({code, id}) => [code, id]));
  const wrong = codes.flatMap((code, index) => {
    const repeated = codes.indexOf(code) < index;
    if (ids.has(code) && !repeated) return [];
    const message = repeated ? 'Choose each service only once.' : 'We do not know this service.';
    return [{field: `services.${index}`, message}];
  });
  if (wrong.length > 0) throw invalid(wrong);
  return [...ids.values()];
}

async function offered(tx: Tx, listingId: string): Promise<string[]> {
  const rows = await tx.query<{code: string}[]>(
    `SELECT code FROM service JOIN listing_service ON service_id = id WHERE listing_id = $1 ORDER BY code`,
    [listingId],
  );
  return rows.map(({code}) => code);
}
