import {Injectable} from '@nestjs/common';
import {holderFor, MayAct, type Power, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import {BookingParties, type Side} from '../booking/booking-parties.js';
import {Booking} from '../booking/booking.entity.js';
import {sharedWith} from './sharers.js';

export interface SharedSide {
  side: Side;
  /** On the holder's side whose place it is: whom it is booked for, or somebody who shares it. */
  personId: string | null;
}

/** On which side of a booking somebody stands where each who pays for it has a say: whoever shares it stands with the holder. */
@Injectable()
export class SharedSides {
  constructor(
    private readonly parties: BookingParties,
    private readonly mayAct: MayAct,
  ) {}

  async of(tx: Tx, principal: Principal, booking: Booking, power: Power): Promise<SharedSide | null> {
    const side = await this.parties.sideOf(tx, principal, booking, power);
    const personId = principal.actingFor?.personId ?? principal.personId;
    if (side) return {side, personId: side === 'holder' ? personId : null};
    if (!booking.sharedId) return null;
    const [shares] = await tx.query<unknown[]>(
      `SELECT 1 FROM shared_support s WHERE s.id = $2 AND s.id IN (${sharedWith('$1')})`,
      [personId, booking.sharedId],
    );
    if (!shares) return null;
    holderFor(principal, power);
    return {side: 'holder', personId};
  }

  /** As `BookingParties.lock`. @throws NOT_FOUND, FORBIDDEN, REPRESENTATION_ENDED */
  async lock(tx: Tx, principal: Principal, bookingId: string, power: Power): Promise<SharedSide & {booking: Booking}> {
    const booking = await tx.findOne(Booking, {where: {id: bookingId}, lock: {mode: 'for_no_key_update'}});
    const side = booking && (await this.of(tx, principal, booking, power));
    if (!booking || !side) throw notFound('booking');
    if (side.side === 'holder') await this.mayAct.require(tx, principal, power);
    return {booking, ...side};
  }
}
