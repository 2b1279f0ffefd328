import type {Day, FieldError} from '@app/kernel';
import type {Tx} from '@app/platform';
import {listingIncomplete} from '../listings.errors.js';

export const SUMMARY_NEEDED: FieldError = {field: 'summary', message: 'Say in a line or two what you do.'};

/**
 * What others need before a listing is any use to them.
 * @throws LISTING_INCOMPLETE naming all that is missing
 */
export async function requireComplete(tx: Tx, listingId: string, day: Day): Promise<void> {
  const [has] = await tx.query<{summary: boolean; position: boolean; services: boolean; rates: boolean}[]>(
    `SELECT btrim(summary) <> '' AS summary, outcode IS NOT NULL AS position,
            EXISTS (SELECT FROM listing_service WHERE listing_id = l.id) AS services,
            EXISTS (SELECT FROM rate WHERE listing_id = l.id AND (ends_on IS NULL OR ends_on >= $2)) AS rates
     FROM listing l WHERE id = $1`,
    [listingId, day],
  );
  const needed: [boolean | undefined, FieldError][] = [
    [has?.summary, SUMMARY_NEEDED],
    [
      has?.position,
      {field: 'postcode', message: 'Enter the postcode you set out from; others see only its first half.'},
    ],
    [has?.services, {field: 'services', message: 'Choose at least one service.'}],
    [has?.rates, {field: 'rates', message: 'Enter at least one rate.'}],
  ];
  const missing = needed.filter(([there]) => !there).map(([, what]) => what);
  if (missing.length > 0) throw listingIncomplete(missing);
}
