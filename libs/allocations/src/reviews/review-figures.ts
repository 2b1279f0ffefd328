import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Met} from './budget-review.entity.js';
import {DUE} from './review-queries.js';

/** Counts for reports: of people, never of who they are. What is small, who shows them leaves out. */
@Injectable()
export class ReviewFigures {
  /** Of the reviews that were held in the time: how many outcomes were met how far, and of how many people. */
  async outcomes(tx: Tx, from: Day, to: Day): Promise<{met: Map<Met, number>; people: number}> {
    const rows = await tx.query<{met: Met; count: number}[]>(
      `SELECT o.met, count(*) AS count FROM budget_review r JOIN review_outcome o ON o.review_id = r.id
       WHERE r.held_on BETWEEN $1 AND $2 AND r.state <> 'refused' GROUP BY o.met`,
      [from, to],
    );
    const [found] = await tx.query<[{people: number}]>(
      `SELECT count(DISTINCT b.holder_id) AS people FROM budget_review r JOIN budget b ON b.id = r.budget_id
       WHERE r.held_on BETWEEN $1 AND $2 AND r.state <> 'refused'
         AND EXISTS (SELECT FROM review_outcome o WHERE o.review_id = r.id)`,
      [from, to],
    );
    return {met: new Map(rows.map(({met, count}) => [met, count])), people: found.people};
  }

  /** Budgets that go on today: how many are overdue for a review, due soon, or in time. */
  async due(tx: Tx, councilId: string, today: Day): Promise<Record<'overdue' | 'soon' | 'later', number>> {
    const rows = await tx.query<{when: 'overdue' | 'soon' | 'later'; count: number}[]>(
      `SELECT d.when, count(*) AS count FROM (${DUE}) d GROUP BY d.when`,
      [today, councilId, null, null],
    );
    return {overdue: 0, soon: 0, later: 0, ...Object.fromEntries(rows.map((row) => [row.when, row.count]))};
  }
}
