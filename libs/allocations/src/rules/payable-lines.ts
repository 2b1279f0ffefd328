import {Injectable} from '@nestjs/common';
import {notFound, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {lineNotAllowed} from '../allocations.errors.js';
import type {Payee} from './deployment-rule.entity.js';

/** What somebody would be paid for on a day: how they are engaged, and which listing it is. */
export interface Paying {
  listingId: string;
  payee: Payee;
  day: Day;
}

interface Refusal {
  lineId: string;
  reason: string | null;
  source: string | null;
}

const NO_RULE = 'The council has not said that this budget line may pay for this. Ask the direct payments team.';

const REFUSED = `
  SELECT (SELECT count(*)::int FROM budget_line l JOIN budget b ON b.id = l.budget_id
          WHERE b.holder_id = $1 AND l.id = ANY ($2::uuid[])) AS own,
         (SELECT json_build_object('lineId', line_id, 'reason', reason, 'source', source)
          FROM line_refusals($1, $2, $3, $4, $5)
          ORDER BY ruled DESC, pays IN ('employed_pa', 'self_employed_pa', 'provider') LIMIT 1) AS refused`;

/** Which lines may pay for something: they are the holder's, and every rule in force on the day that it falls under allows it. */
@Injectable()
export class PayableLines {
  /**
   * @throws NOT_FOUND when a line is not this holder's, LINE_NOT_ALLOWED naming the rule
   */
  async require(tx: Tx, holderId: string, lineIds: readonly string[], paying: Paying): Promise<void> {
    const [row] = await tx.query<[{own: number; refused: Refusal | null}]>(REFUSED, [
      holderId,
      lineIds,
      paying.listingId,
      paying.payee,
      paying.day,
    ]);
    if (row.own !== new Set(lineIds).size) throw notFound('budget line');
    const {refused} = row;
    if (!refused) return;
    throw lineNotAllowed(
      refused.lineId,
      refused.reason ?? NO_RULE,
      refused.source ?? 'no rule of the council allows it',
    );
  }
}
