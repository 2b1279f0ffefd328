import {addDays, type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';

/**
 * The price of an offer from a day on, in place of what was to count then; what counted up to the day before stands.
 * @param pricePence null: no price of its own from then on
 */
export async function setPrice(
  tx: Tx,
  {councilId, offerId}: {councilId: string; offerId: string},
  pricePence: Pence | null,
  startsOn: Day,
): Promise<void> {
  const [same] = await tx.query<object[]>(
    `SELECT FROM offer_price WHERE offer_id = $1 AND price_pence = $2 AND starts_on <= $3 AND ends_on IS NULL`,
    [offerId, pricePence, startsOn],
  );
  if (same) return;
  await tx.query(`DELETE FROM offer_price WHERE offer_id = $1 AND starts_on >= $2`, [offerId, startsOn]);
  await tx.query(
    `UPDATE offer_price SET ends_on = $3 WHERE offer_id = $1 AND starts_on < $2 AND (ends_on IS NULL OR ends_on >= $2)`,
    [offerId, startsOn, addDays(startsOn, -1)],
  );
  if (pricePence === null) return;
  await tx.query(`INSERT INTO offer_price (council_id, offer_id, price_pence, starts_on) VALUES ($1, $2, $3, $4)`, [
    councilId,
    offerId,
    pricePence,
    startsOn,
  ]);
}
