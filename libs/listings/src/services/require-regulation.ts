import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {regulatedService} from '../listings.errors.js';
import type {Listing} from '../profile/listing.entity.js';

/**
 * Nobody offers a regulated service by accident: what the law wants of this kind of listing on this day is there.
 * @throws REGULATED_SERVICE with the rule's reason and source
 */
export async function requireRegulation(
  tx: Tx,
  listing: Pick<Listing, 'id' | 'kind' | 'cqcProviderId'>,
  day: Day,
): Promise<void> {
  if (listing.cqcProviderId !== null) return;
  const [rule] = await tx.query<{code: string; reason: string; source: string}[]>(
    `SELECT s.code, r.reason, r.source
     FROM listing_service o
     JOIN service s ON s.id = o.service_id
     JOIN regulation_rule r ON r.service_code = s.code AND r.kind = $2 AND r.needs = 'cqc_provider_id'
       AND r.starts_on <= $3 AND (r.ends_on IS NULL OR r.ends_on >= $3)
     WHERE o.listing_id = $1 ORDER BY s.code LIMIT 1`,
    [listing.id, listing.kind, day],
  );
  if (rule) throw regulatedService(rule.code, rule.reason, rule.source);
}
