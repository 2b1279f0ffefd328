import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';

/** What is to be told of shortlists. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class ShortlistFacts {
  async shared(tx: Tx, shareId: string): Promise<{supporterId: string; holderId: string; holderName: string} | null> {
    const [found] = await tx.query<{supporterId: string; holderId: string; holderName: string}[]>(
      `SELECT s.supporter_id AS "supporterId", p.id AS "holderId", p.name AS "holderName"
       FROM shortlist_share s JOIN person p ON p.id = s.holder_id WHERE s.id = $1 AND s.ended_at IS NULL
         AND NOT wants_nothing_of(s.supporter_id, s.holder_id)`,
      [shareId],
    );
    return found ?? null;
  }
}
