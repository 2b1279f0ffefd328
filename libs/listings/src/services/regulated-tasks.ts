import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {whyNotTheirs} from '../listings.errors.js';

/** A service that the law lets a listing not give. */
export interface NotTheirs {
  code: string;
  name: string;
  /** What it would need, said to those of the listing. */
  reason: string;
  /** The rule's source. */
  source: string;
}

/** Which tasks the law lets only somebody registered with the Care Quality Commission do. */
@Injectable()
export class RegulatedTasks {
  /** Those of these services for which this listing would need a registration that it does not have. */
  async withoutRegistration(tx: Tx, listingId: string, codes: readonly string[], day: Day): Promise<NotTheirs[]> {
    const rows = await tx.query<(NotTheirs & {claims: boolean})[]>(
      `SELECT DISTINCT ON (code) code, name, reason, source, claims_registration AS claims
       FROM not_theirs_to_give($1, $2, $3) ORDER BY code`,
      [listingId, codes, day],
    );
    return rows.map(({claims, ...row}) => ({...row, reason: whyNotTheirs(row.reason, claims)}));
  }
}
