import type {Tx} from '@app/platform';
import type {FindOptionsWhere} from 'typeorm';
import {Booking} from './booking.entity.js';

/**
 * Bookings, locked in the one order. They are looked for once more when they are locked: whoever was waited for may have
 * made another out of one of them, as cover does, and a statement sees only what was there when it began.
 */
export async function lockBookings(tx: Tx, where: FindOptionsWhere<Booking>): Promise<Booking[]> {
  const options = {where, order: {id: 'ASC'}, lock: {mode: 'for_no_key_update'}} as const;
  await tx.find(Booking, options);
  return tx.find(Booking, options);
}
