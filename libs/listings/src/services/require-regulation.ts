import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {regulatedService, serviceUnsaid, whyNotTheirs} from '../listings.errors.js';
import type {Listing} from '../profile/listing.entity.js';

/**
 * Nobody offers a regulated service by accident: what the law wants of this kind of listing on this day is there.
 * @param listing with the ID and the visits at once that it is to have
 * @param codes of the services that are to be offered; without them, those that are
 * @throws REGULATED_SERVICE with the rule's reason and source, SERVICE_UNSAID for what is added
 */
export async function requireRegulation(
  tx: Tx,
  listing: Pick<Listing, 'id' | 'cqcProviderId' | 'capacity'>,
  day: Day,
  codes?: readonly string[],
): Promise<void> {
  const [rule] = await tx.query<{code: string; reason: string; source: string}[]>(
    `SELECT code, reason, source FROM needs_registration($1, $4, $5, ARRAY(
       SELECT s.id FROM service s
       WHERE CASE WHEN $3::text[] IS NULL THEN s.id IN (SELECT service_id FROM listing_service WHERE listing_id = $1)
                  ELSE s.code = ANY ($3) END), $2) ORDER BY code LIMIT 1`,
    [listing.id, day, codes ?? null, listing.cqcProviderId, listing.capacity],
  );
  if (rule) throw regulatedService(rule.code, whyNotTheirs(rule.reason, listing.cqcProviderId !== null), rule.source);
  const [unsaid] = await tx.query<{code: string}[]>(
    `SELECT s.code FROM service s
     WHERE s.code = ANY ($2) AND s.council_id IS NOT NULL AND s.personal_care_said_at IS NULL
       AND NOT EXISTS (SELECT FROM listing_service o WHERE o.listing_id = $1 AND o.service_id = s.id)
       AND lacks_registration($1, 'personal_care') ORDER BY 1 LIMIT 1`,
    [listing.id, codes ?? []],
  );
  if (unsaid) throw serviceUnsaid(unsaid.code);
}
