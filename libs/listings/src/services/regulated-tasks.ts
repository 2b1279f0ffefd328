import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';

/** Which tasks the law lets only somebody registered with the Care Quality Commission do. */
@Injectable()
export class RegulatedTasks {
  /** Those of these services for which this listing would need a registration that it does not have. */
  async withoutRegistration(tx: Tx, listingId: string, codes: readonly string[], day: Day): Promise<string[]> {
    const rows = await tx.query<{code: string}[]>(
      `SELECT DISTINCT s.code FROM listing l JOIN regulation_rule r ON r.kind = l.kind
         JOIN service s ON r.service_code = coalesce(s.regulated_as, s.code)
         AND r.needs = 'cqc_provider_id' AND r.starts_on <= $3 AND (r.ends_on IS NULL OR r.ends_on >= $3)
       WHERE l.id = $1 AND NOT may_give_regulated_care(l.id, l.cqc_provider_id, l.capacity, r.spares_sole_trader)
         AND s.code = ANY ($2) ORDER BY 1`,
      [listingId, codes, day],
    );
    return rows.map((row) => row.code);
  }
}
