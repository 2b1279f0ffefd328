import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Rating} from './monitoring-rule.entity.js';

interface Whose {
  holder: {id: string; name: string};
}

/** What is to be told of a rating, a fund's statement or a pool. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class BudgetFacts {
  async rating(tx: Tx, id: string): Promise<(Whose & {rating: Rating; reason: string; reviewBy: Day}) | null> {
    const [fact] = await tx.query<(Whose & {rating: Rating; reason: string; reviewBy: Day})[]>(
      `SELECT ${HOLDER}, r.rating, r.reason, r.review_by AS "reviewBy"
       FROM budget_rating r JOIN budget b ON b.id = r.budget_id JOIN person h ON h.id = b.holder_id WHERE r.id = $1`,
      [id],
    );
    return fact ?? null;
  }

  async statement(tx: Tx, id: string): Promise<(Whose & {month: Day; fundHolder: string}) | null> {
    const [fact] = await tx.query<(Whose & {month: Day; fundHolder: string})[]>(
      `SELECT ${HOLDER}, s.month, w.name AS "fundHolder" FROM fund_statement s JOIN budget_line l ON l.id = s.line_id
       JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id JOIN person w ON w.id = s.sent_by WHERE s.id = $1`,
      [id],
    );
    return fact ?? null;
  }

  async pool(tx: Tx, id: string): Promise<(Whose & {name: string; fundHolder: string}) | null> {
    const [fact] = await tx.query<(Whose & {name: string; fundHolder: string})[]>(
      `SELECT ${HOLDER}, o.name, w.name AS "fundHolder" FROM pool_member m JOIN hour_pool o ON o.id = m.pool_id
       JOIN budget_line l ON l.id = m.line_id JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id
       JOIN person w ON w.id = m.asked_by WHERE m.id = $1`,
      [id],
    );
    return fact ?? null;
  }
}

const HOLDER = `json_build_object('id', h.id, 'name', h.name) AS holder`;
