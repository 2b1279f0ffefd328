import type {Tx} from '@app/platform';

/**
 * The next number of an issuer. The row stays locked to the end of the transaction: whoever comes next waits, and
 * where this one comes to nothing its number is given again. So there is no gap.
 */
export async function nextNumber(tx: Tx, councilId: string, listingId: string): Promise<number> {
  const [row] = await tx.query<[{last: number}]>(
    `INSERT INTO invoice_number (listing_id, council_id, last) VALUES ($1, $2, 1)
     ON CONFLICT (listing_id) DO UPDATE SET last = invoice_number.last + 1 RETURNING last`,
    [listingId, councilId],
  );
  return row.last;
}
