import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DbsLevels, Standings} from '@app/register';
import {OwnListing} from '../owners/own-listing.js';
import type {Listing} from '../profile/listing.entity.js';
import {ListingChange} from './listing-change.entity.js';

/** Told with the change's id: something of a listing waits for an officer. */
export const CHANGE_WAITING = 'listing.change_waiting';

/** What of a change may not show before somebody has looked at it again. */
@Injectable()
export class HoldChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly own: OwnListing,
    private readonly standings: Standings,
    private readonly levels: DbsLevels,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Of a draft nothing was seen. */
  async checks(tx: Tx, {memberId, state}: Pick<Listing, 'memberId' | 'state'>): Promise<boolean> {
    return (state === 'live' || state === 'resting') && this.checksMember(tx, memberId);
  }

  /** A scheme that lists for information checks nothing. */
  async checksMember(tx: Tx, memberId: string): Promise<boolean> {
    return (await this.standings.current(tx, [memberId])).get(memberId)?.schemeKind === 'accredited';
  }

  /** Which of these services have to be looked at: regulated activity, which needs another level of DBS check. */
  regulated(tx: Tx, services: readonly string[]): Promise<string[]> {
    return this.levels.regulatedAmong(tx, services, londonDay(this.clock.now()));
  }

  /**
   * Adds to what waits; a newer name takes the place of the one before.
   * @param askedBy when it is not the one who acts that wants it shown
   */
  async hold(
    tx: Tx,
    principal: Principal,
    listingId: string,
    {name, services, askedBy}: {name?: string; services?: readonly string[]; askedBy?: string},
  ): Promise<void> {
    const waiting = await tx.findOne(ListingChange, {where: {listingId}, order: {askedAt: 'DESC'}});
    const open = waiting && waiting.outcome === null ? waiting : null;
    const wanted = {
      name: name ?? open?.name ?? null,
      services: [...new Set([...(open?.services ?? []), ...(services ?? [])])].sort(),
    };
    if (open && open.name === wanted.name && open.services.join() === wanted.services.join()) return;
    if (open) await this.close(tx, principal, open.id);
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO listing_change (council_id, listing_id, name, services, asked_by)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [principal.councilId, listingId, wanted.name, wanted.services, askedBy ?? principal.personId],
    );
    const subject = {kind: 'listing', id: listingId};
    await this.audit.record(tx, {...by(principal), action: 'listing.change_asked', subject, after: wanted});
    await this.outbox.publish(tx, principal.councilId, CHANGE_WAITING, (row as {id: string}).id);
  }

  /** What waits is taken back by its owner; others see the listing as before. @throws NOT_FOUND when nothing waits */
  withdraw(principal: Principal, listingId: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {id} = await this.own.lock(tx, principal, listingId);
      const [open] = await tx.query<{id: string}[]>(
        `SELECT id FROM listing_change WHERE listing_id = $1 AND outcome IS NULL`,
        [id],
      );
      if (!open) throw notFound('change');
      await this.close(tx, principal, open.id);
      const subject = {kind: 'listing', id};
      await this.audit.record(tx, {...by(principal), action: 'listing.change_withdrawn', subject});
    });
  }

  private async close(tx: Tx, principal: Principal, id: string): Promise<void> {
    await tx.query(`UPDATE listing_change SET outcome = 'withdrawn', decided_by = $2 WHERE id = $1`, [
      id,
      principal.personId,
    ]);
  }
}
