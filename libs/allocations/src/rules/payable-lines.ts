import {Injectable} from '@nestjs/common';
import {notFound, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {lineNotAllowed} from '../allocations.errors.js';
import type {Payee} from './deployment-rule.entity.js';

/** Which lines may pay for something: they are the holder's, and a rule in force on the day allows it. */
@Injectable()
export class PayableLines {
  /**
   * @throws NOT_FOUND when a line is not this holder's, LINE_NOT_ALLOWED naming the rule
   */
  async require(tx: Tx, holderId: string, lineIds: readonly string[], pays: Payee, day: Day): Promise<void> {
    const rows = await tx.query<
      {lineId: string; allowed: boolean | null; reason: string | null; source: string | null}[]
    >(
      `SELECT l.id AS "lineId", r.allowed, r.reason, r.source
       FROM budget_line l JOIN budget b ON b.id = l.budget_id
       LEFT JOIN deployment_rule r ON r.council_id = l.council_id AND r.deployment = l.deployment AND r.pays = $3
         AND $4::date >= r.starts_on AND (r.ends_on IS NULL OR $4::date <= r.ends_on)
       WHERE b.holder_id = $1 AND l.id = ANY($2::uuid[])`,
      [holderId, lineIds, pays, day],
    );
    if (rows.length !== new Set(lineIds).size) throw notFound('budget line');
    const refused = rows.find((row) => !row.allowed);
    if (!refused) return;
    throw lineNotAllowed(
      refused.lineId,
      refused.reason ??
        'The council has not said that this budget line may pay for this. Ask the direct payments team.',
      refused.source ?? 'no rule of the council allows it',
    );
  }
}
