import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {regulatedService} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import {SendMessage} from '../talk/send-message.js';
import {conversationBetween} from '../talk/start-conversation.js';
import {refusedAnswer} from './advert.errors.js';
import {OpenAdverts} from './open-adverts.js';

/** A PA or provider answers an advert: their answer is the first message of a conversation, or the next. */
@Injectable()
export class AnswerAdvert {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly adverts: OpenAdverts,
    private readonly send: SendMessage,
  ) {}

  /**
   * @param listingId with which listing; null means the only one they could answer with
   * @returns the id of the conversation
   * @throws NOT_FOUND unless they may see it, VALIDATION_FAILED, ADVERT_CLOSED, ADVERT_ANSWERED, CANNOT_WRITE,
   * CONTACT_NOT_SHARED, REGULATED_SERVICE where it asks for nothing that the listing may give
   */
  async run(principal: Principal, advertId: string, listingId: string | null, text: string): Promise<string> {
    const {listings} = await this.adverts.one(principal, advertId);
    if (!listingId && listings.length > 1) {
      throw invalid({field: 'listing_id', message: 'Say which of your listings answers.'});
    }
    const listing = listingId ? listings.find((each) => each.id === listingId.toLowerCase()) : listings[0];
    if (!listing) throw notFound('listing');
    const [regulated] = listing.notTheirs;
    if (regulated && !listing.mayAnswer) {
      throw regulatedService(regulated.code, regulated.reason, regulated.source, 'listing_id');
    }
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const [advert] = await tx.query<{holderId: string}[]>(
          `SELECT holder_id AS "holderId" FROM advert WHERE id = $1`,
          [advertId],
        );
        if (!advert) throw notFound('advert');
        const conversationId = await conversationBetween(tx, principal.councilId, advert.holderId, listing.id);
        await this.send.add(tx, principal, {conversationId, side: 'worker', text, advertId});
        return conversationId;
      });
    } catch (error) {
      throw refusedAnswer(error, listing.name);
    }
  }
}
