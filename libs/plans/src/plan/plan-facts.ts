import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {PlanState} from './support-plan.state.js';

/** What is to be told of a plan. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class PlanFacts {
  async of(tx: Tx, id: string): Promise<{person: {id: string; name: string}; writer: string; state: PlanState} | null> {
    const [fact] = await tx.query<{person: {id: string; name: string}; writer: string; state: PlanState}[]>(
      `SELECT json_build_object('id', p.id, 'name', p.name) AS person, coalesce(s.offered_by, s.started_by) AS writer, s.state
       FROM support_plan s JOIN person p ON p.id = s.person_id WHERE s.id = $1`,
      [id],
    );
    return fact ?? null;
  }
}
