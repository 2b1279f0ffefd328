import {DomainError} from '@app/kernel';
import type {Tx} from '@app/platform';

/** Of these bookings, those that several people share: one of them alone changes nothing about those. */
export async function sharedAmong(tx: Tx, bookingIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{id: string}[]>(
    `SELECT booking_id AS id FROM shared_support WHERE booking_id = ANY ($1::uuid[])`,
    [bookingIds],
  );
  return new Set(rows.map((row) => row.id));
}

/** @throws SHARED */
export async function requireOwn(tx: Tx, bookingId: string): Promise<void> {
  if (!(await sharedAmong(tx, [bookingId])).has(bookingId)) return;
  const message = 'Several people share this visit. Change it with all of them, on the page of the shared support.';
  throw new DomainError('refused', 'SHARED', message);
}
