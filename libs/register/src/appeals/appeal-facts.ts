import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {Members} from '../members/members.js';
import type {AppealState} from './appeal.state.js';

/** What is to be told of an appeal, and to whom. */
export interface AppealFact {
  id: string;
  memberId: string;
  state: AppealState;
  /** The one it is about, else the member's latest: where the applicant reads of it. */
  applicationId: string;
  /** The member, or the people of the organisation. */
  appellants: string[];
}

/** For what follows a commit: it asks nobody's permission. */
@Injectable()
export class AppealFacts {
  constructor(private readonly members: Members) {}

  async of(tx: Tx, id: string): Promise<AppealFact | null> {
    const [row] = await tx.query<Omit<AppealFact, 'appellants'>[]>(
      `SELECT p.id, p.member_id AS "memberId", p.state, a.id AS "applicationId"
       FROM appeal p LEFT JOIN decision d ON d.id = p.decision_id JOIN application a ON a.member_id = p.member_id
       WHERE p.id = $1 ORDER BY a.id = d.application_id DESC NULLS LAST, a.opened_at DESC, a.id DESC LIMIT 1`,
      [id],
    );
    return row ? {...row, appellants: await this.members.peopleOf(tx, row.memberId)} : null;
  }

  /** Those of them who had no part in what was done about the member. */
  async withoutPart(tx: Tx, memberId: string, personIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{id: string}[]>(`SELECT id FROM unnest($1::uuid[]) AS id WHERE NOT had_part(id, $2)`, [
      personIds,
      memberId,
    ]);
    return rows.map((row) => row.id);
  }
}
