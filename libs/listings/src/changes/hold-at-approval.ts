import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import type {Tx} from '@app/platform';
import {BeforeApproval} from '@app/register';
import {OwnListing} from '../owners/own-listing.js';
import {Listing} from '../profile/listing.entity.js';
import {moveListing} from '../profile/move-listing.js';
import {keepVersion} from './versions.js';
import {HoldAtFirst} from './hold-at-first.js';

/**
 * A listing that its owner let be shown before the register did: with the approval others see it, so what it says is
 * held to what was checked. Where nothing that it offers may be shown it rests until an officer has looked.
 */
@Injectable()
export class HoldAtApproval {
  constructor(
    before: BeforeApproval,
    private readonly first: HoldAtFirst,
    private readonly own: OwnListing,
  ) {
    before.add((tx, principal, memberIds) => this.run(tx, principal, memberIds));
  }

  private async run(tx: Tx, principal: Principal, memberIds: readonly string[]): Promise<void> {
    // Drafts are locked too: one that is being published at this moment is looked at here or there.
    const rows = await tx.query<{id: string}[]>(
      `SELECT id FROM listing WHERE member_id = ANY ($1) ORDER BY id FOR NO KEY UPDATE`,
      [memberIds],
    );
    for (const {id} of rows) await this.look(tx, principal, id);
  }

  private async look(tx: Tx, principal: Principal, id: string): Promise<void> {
    const listing = await tx.findOneByOrFail(Listing, {id});
    if (listing.state !== 'live' && listing.state !== 'resting') return;
    const found = await this.first.find(tx, listing);
    if (!found) return;
    await keepVersion(tx, id);
    if (found.nothingLeft && listing.state === 'live') await moveListing(tx, listing, 'rest');
    await this.first.hold(tx, principal, listing, found);
    await this.own.changed(tx, principal, id, {
      action: 'listing.held_at_approval',
      byCouncil: true,
      before: {name: listing.name, state: listing.state},
      after: {name: found.name ?? listing.name, withheld: found.services, rests: found.nothingLeft},
    });
  }
}
