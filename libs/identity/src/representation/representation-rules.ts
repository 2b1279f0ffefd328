import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {RepresentationKind} from './powers.js';

export interface RuleInForce {
  reviewMonths: number;
  longestMonths: number | null;
  dbsUnlessClose: boolean;
  source: string;
}

/** The council's own rule of a kind, or the general one. */
@Injectable()
export class RepresentationRules {
  constructor(private readonly clock: Clock) {}

  async of(tx: Tx, kind: RepresentationKind): Promise<RuleInForce> {
    const [rule] = await tx.query<RuleInForce[]>(
      `SELECT review_months AS "reviewMonths", longest_months AS "longestMonths", dbs_unless_close AS "dbsUnlessClose", source
       FROM representation_rule WHERE kind = $1 AND starts_on <= $2
       ORDER BY council_id IS NULL, starts_on DESC LIMIT 1`,
      [kind, londonDay(this.clock.now())],
    );
    if (!rule) throw new Error(`There is no rule for ${kind}`);
    return rule;
  }
}
