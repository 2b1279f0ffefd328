import {Injectable} from '@nestjs/common';
import {holderFor, MayAct, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingOwners, PublicListings} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import {ownListing, refusedMessage} from '../conversations.errors.js';
import {SendMessage} from './send-message.js';

/** A holder, or who acts for them, writes to a PA or provider: the first time or again. */
@Injectable()
export class StartConversation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly listings: PublicListings,
    private readonly owners: ListingOwners,
    private readonly mayAct: MayAct,
    private readonly send: SendMessage,
  ) {}

  /**
   * @returns the id of the one conversation between the two
   * @throws NOT_FOUND unless the listing shows in this council, FORBIDDEN, OWN_LISTING, and what `SendMessage` throws
   */
  async run(principal: Principal, listingId: string, text: string): Promise<string> {
    const holderId = holderFor(principal, 'reach_out');
    const profile = await this.listings.profile(listingId, principal);
    if (profile?.councilId !== principal.councilId) throw notFound('listing');
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        await this.mayAct.require(tx, principal, 'reach_out');
        const people = await this.owners.peopleOf(tx, listingId);
        if (people.includes(holderId) || people.includes(principal.personId)) throw ownListing();
        const conversationId = await conversationBetween(tx, principal.councilId, holderId, listingId);
        await this.send.add(tx, principal, {conversationId, side: 'holder', text});
        return conversationId;
      });
    } catch (error) {
      throw refusedMessage(error, profile.name);
    }
  }
}

/** Theirs, made when there is none: there is never a second one between the same two. */
export async function conversationBetween(
  tx: Tx,
  councilId: string,
  holderId: string,
  listingId: string,
): Promise<string> {
  await tx.query(
    `INSERT INTO conversation (council_id, holder_id, listing_id) VALUES ($1, $2, $3)
     ON CONFLICT (holder_id, listing_id) DO NOTHING`,
    [councilId, holderId, listingId],
  );
  const [row] = await tx.query<{id: string}[]>(`SELECT id FROM conversation WHERE holder_id = $1 AND listing_id = $2`, [
    holderId,
    listingId,
  ]);
  return (row as {id: string}).id;
}
