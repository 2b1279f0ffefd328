import {Injectable} from '@nestjs/common';
import {holderFor, MayAct, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import {Engagement} from './engagement.entity.js';

/** The record check of every agreement: whoever is neither side learns nothing, not even that it exists. */
@Injectable()
export class EngagementParties {
  constructor(
    private readonly owners: ListingOwners,
    private readonly mayAct: MayAct,
  ) {}

  /** The agreement, locked, and the caller's side. @throws NOT_FOUND, FORBIDDEN, REPRESENTATION_ENDED */
  async lock(tx: Tx, principal: Principal, id: string): Promise<{engagement: Engagement; side: Side}> {
    const engagement = await tx.findOne(Engagement, {where: {id}, lock: {mode: 'for_no_key_update'}});
    const side = engagement && (await this.sideOf(tx, principal, engagement, 'agree_terms'));
    if (!engagement || !side) throw notFound('agreement');
    if (side === 'holder') await this.mayAct.require(tx, principal, 'agree_terms');
    return {engagement, side};
  }

  async sideOf(
    tx: Tx,
    principal: Principal,
    {holderId, listingId}: Pick<Engagement, 'holderId' | 'listingId'>,
    power: 'see_support' | 'agree_terms',
  ): Promise<Side | null> {
    if (holderId === (principal.actingFor?.personId ?? principal.personId)) {
      holderFor(principal, power);
      return 'holder';
    }
    return (await this.owners.mayAnswer(tx, principal, listingId)) ? 'worker' : null;
  }
}
