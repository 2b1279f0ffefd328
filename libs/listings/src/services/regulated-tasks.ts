import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';

/** Which tasks the law lets only somebody registered with the Care Quality Commission do. */
@Injectable()
export class RegulatedTasks {
  /** Those of these services for which this listing would need a registration that it does not have. */
  async withoutRegistration(tx: Tx, listingId: string, codes: readonly string[], day: Day): Promise<string[]> {
    const rows = await tx.query<{code: string}[]>(
      `SELECT DISTINCT r.service_code AS code FROM listing l JOIN regulation_rule r ON r.kind = l.kind
         AND r.needs = 'cqc_provider_id' AND r.starts_on <= $3 AND (r.ends_on IS NULL OR r.ends_on >= $3)
       WHERE l.id = $1 AND l.cqc_provider_id IS NULL AND r.service_code = ANY ($2) ORDER BY 1`,
      [listingId, codes, day],
    );
    return rows.map((row) => row.code);
  }
}
