import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {regulatedService, serviceUnsaid} from '../listings.errors.js';
import type {Listing} from '../profile/listing.entity.js';

const NOT_CHECKED =
  'The council has not checked your CQC provider ID yet. Ask the coordinator: until then personal care cannot be listed, and your other services can.';

/**
 * Nobody offers a regulated service by accident: what the law wants of this kind of listing on this day is there.
 * @param codes of the services that are to be offered; without them, those that are
 * @throws REGULATED_SERVICE with the rule's reason and source, SERVICE_UNSAID for what is added
 */
export async function requireRegulation(
  tx: Tx,
  listing: Pick<Listing, 'id' | 'kind' | 'cqcProviderId' | 'capacity'>,
  day: Day,
  codes?: readonly string[],
): Promise<void> {
  const [rule] = await tx.query<{code: string; reason: string; source: string}[]>(
    `SELECT s.code, r.reason, r.source
     FROM service s
     JOIN regulation_rule r ON r.service_code = coalesce(s.regulated_as, s.code) AND r.kind = $2 AND r.needs = 'cqc_provider_id'
       AND r.starts_on <= $3 AND (r.ends_on IS NULL OR r.ends_on >= $3)
     WHERE NOT may_give_regulated_care($1, $5, $6, r.spares_sole_trader)
       AND CASE WHEN $4::text[] IS NULL THEN s.id IN (SELECT service_id FROM listing_service WHERE listing_id = $1)
                ELSE s.code = ANY ($4) END
     ORDER BY s.code LIMIT 1`,
    [listing.id, listing.kind, day, codes ?? null, listing.cqcProviderId, listing.capacity],
  );
  const reason = listing.cqcProviderId === null ? rule?.reason : NOT_CHECKED;
  if (rule) throw regulatedService(rule.code, reason ?? NOT_CHECKED, rule.source);
  const [unsaid] = await tx.query<{code: string}[]>(
    `SELECT s.code FROM service s
     WHERE s.code = ANY ($2) AND s.council_id IS NOT NULL AND s.personal_care_said_at IS NULL
       AND NOT EXISTS (SELECT FROM listing_service o WHERE o.listing_id = $1 AND o.service_id = s.id)
       AND lacks_registration($1, 'personal_care') ORDER BY 1 LIMIT 1`,
    [listing.id, codes ?? []],
  );
  if (unsaid) throw serviceUnsaid(unsaid.code);
}
