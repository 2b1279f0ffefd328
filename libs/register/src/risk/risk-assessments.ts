import {Injectable} from '@nestjs/common';
import {AuditTrail} from '@app/identity';
import type {Tx} from '@app/platform';

/** At the longest, after the decision: the DBS code of practice, and the Police Act 1997 section 124 behind it. */
export const KEPT_MONTHS = 6;

/** What retention does to them. */
@Injectable()
export class RiskAssessments {
  constructor(private readonly audit: AuditTrail) {}

  /**
   * Empties those of this council whose application was decided or withdrawn before a day's beginning. That there was
   * one, by whom and when, stays. Run again it finds nothing.
   * @param except applications that the law or a dispute keeps
   * @returns the ids of those it emptied
   */
  async purge(tx: Tx, councilId: string, before: Date, except: readonly string[] = []): Promise<string[]> {
    const rows = await tx.query<[{id: string}[], number]>(
      `UPDATE risk_assessment r SET text = NULL, purged_at = now()
       FROM application a
       WHERE r.council_id = $1 AND r.text IS NOT NULL AND a.id = r.application_id AND a.closed_at < $2
         AND a.id <> ALL ($3) RETURNING r.id`,
      [councilId, before, except],
    );
    const ids = rows[0].map(({id}) => id);
    for (const id of ids) {
      await this.audit.record(tx, {
        councilId,
        action: 'risk_assessment.purged',
        subject: {kind: 'risk_assessment', id},
      });
    }
    return ids;
  }

  /** How many a purge would empty, for a look ahead. */
  async due(tx: Tx, councilId: string, before: Date, except: readonly string[] = []): Promise<number> {
    const [row] = await tx.query<{due: number}[]>(
      `SELECT count(*)::int AS due FROM risk_assessment r JOIN application a ON a.id = r.application_id
       WHERE r.council_id = $1 AND r.text IS NOT NULL AND a.closed_at < $2 AND a.id <> ALL ($3)`,
      [councilId, before, except],
    );
    return row?.due ?? 0;
  }
}
