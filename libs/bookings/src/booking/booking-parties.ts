import {Injectable} from '@nestjs/common';
import {holderFor, MayAct, type Power, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';
import {Booking} from './booking.entity.js';

/** On whose side somebody stands: the holder (or who acts for them), or the PA or provider. */
export type Side = 'holder' | 'worker';

/** The record check of every booking and visit: whoever is neither side learns nothing, not even that it exists. */
@Injectable()
export class BookingParties {
  constructor(
    private readonly owners: ListingOwners,
    private readonly mayAct: MayAct,
  ) {}

  /**
   * The booking, locked, and the caller's side. Whoever acts for the holder has to have the power now, and keeps it to
   * the end of the transaction.
   * @throws NOT_FOUND when it is another council's or the caller is no party to it, FORBIDDEN, REPRESENTATION_ENDED
   */
  async lock(tx: Tx, principal: Principal, bookingId: string, power: Power): Promise<{booking: Booking; side: Side}> {
    const booking = await tx.findOne(Booking, {where: {id: bookingId}, lock: {mode: 'for_no_key_update'}});
    const side = booking && (await this.sideOf(tx, principal, booking, power));
    if (!booking || !side) throw notFound('booking');
    if (side === 'holder') await this.mayAct.require(tx, principal, power);
    return {booking, side};
  }

  /** @throws NOT_FOUND unless the caller is this side of the booking */
  async lockAs(tx: Tx, principal: Principal, bookingId: string, wanted: Side, power: Power): Promise<Booking> {
    const {booking, side} = await this.lock(tx, principal, bookingId, power);
    if (side !== wanted) throw notFound('booking');
    return booking;
  }

  async sideOf(tx: Tx, principal: Principal, {holderId, listingId}: Booking, power: Power): Promise<Side | null> {
    if (holderId === (principal.actingFor?.personId ?? principal.personId)) {
      holderFor(principal, power);
      return 'holder';
    }
    return (await this.owners.mayAnswer(tx, principal, listingId)) ? 'worker' : null;
  }
}
