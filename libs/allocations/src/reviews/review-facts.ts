import {Injectable} from '@nestjs/common';
import type {Day, Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {ReviewResult} from './budget-review.entity.js';

export interface ReviewFact {
  holder: {id: string; name: string};
  result: ReviewResult;
  purpose: string | null;
  fromDay: Day | null;
  weeklyPence: Pence | null;
  nextDueOn: Day;
}

/** What is to be told of a review. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ReviewFacts {
  async of(tx: Tx, id: string): Promise<ReviewFact | null> {
    const [fact] = await tx.query<ReviewFact[]>(
      `SELECT json_build_object('id', h.id, 'name', h.name) AS holder, r.result, l.purpose, r.from_day AS "fromDay",
              r.weekly_pence AS "weeklyPence", r.next_due_on AS "nextDueOn"
       FROM budget_review r JOIN budget b ON b.id = r.budget_id JOIN person h ON h.id = b.holder_id
       LEFT JOIN budget_line l ON l.id = r.line_id WHERE r.id = $1`,
      [id],
    );
    return fact ?? null;
  }
}
