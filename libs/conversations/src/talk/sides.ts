import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import type {Side} from './conversation.entity.js';

/** A conversation, and on which side of it somebody stands. */
export interface OwnConversation {
  id: string;
  holderId: string;
  listingId: string;
  memberId: string;
  listingName: string;
  listingKind: 'pa' | 'provider';
  holderName: string;
  closedAt: Date | null;
  side: Side;
}

/** Who may know of a conversation: the holder or who acts for them, and whoever answers for the listing. Nobody else. */
@Injectable()
export class ConversationSides {
  constructor(private readonly owners: ListingOwners) {}

  /** @throws NOT_FOUND, FORBIDDEN for whoever acts for the holder without this power */
  async one(tx: Tx, principal: Principal, id: string): Promise<OwnConversation> {
    const found = await readConversation(tx, id);
    if (!found) throw notFound('conversation');
    if (found.holderId === (principal.actingFor?.personId ?? principal.personId)) {
      holderFor(principal, 'reach_out');
      return {...found, side: 'holder'};
    }
    // Whoever acts for somebody else answers for no listing of their own meanwhile.
    if (!principal.actingFor && (await this.owners.mayAnswer(tx, principal, found.listingId))) {
      return {...found, side: 'worker'};
    }
    throw notFound('conversation');
  }

  /** The listings whose conversations are theirs to read. */
  async listingsOf(tx: Tx, principal: Principal): Promise<string[]> {
    return principal.actingFor ? [] : this.owners.listingsOf(tx, principal);
  }
}

/** For whoever may know of it already. */
export async function readConversation(tx: Tx, id: string): Promise<Omit<OwnConversation, 'side'> | null> {
  const [row] = await tx.query<Omit<OwnConversation, 'side'>[]>(
    `SELECT c.id, c.holder_id AS "holderId", c.listing_id AS "listingId", l.member_id AS "memberId",
            l.name AS "listingName", l.kind AS "listingKind", h.name AS "holderName", c.closed_at AS "closedAt"
     FROM conversation c JOIN listing l ON l.id = c.listing_id JOIN person h ON h.id = c.holder_id WHERE c.id = $1`,
    [id],
  );
  return row ?? null;
}
