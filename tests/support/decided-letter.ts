import type {Tx} from '@app/platform';

/** A letter that was answered and decided, as the ledger wants one behind each reclaim. */
export async function decidedLetter(
  tx: Tx,
  id: string,
  council: string,
  periodId: string,
  pence: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO surplus_letter (id, council_id, line_id, given_pence, spent_pence, promised_pence, ring_fenced_pence, weeks,
                                 weekly_pence, surplus_pence, sent_by, sent_at, answer_by)
     SELECT $1, $2, p.line_id, $4, 0, 0, 0, 0, 0, $4, b.holder_id, now(), current_date + 28
     FROM budget_period p JOIN budget_line l ON l.id = p.line_id JOIN budget b ON b.id = l.budget_id WHERE p.id = $3`,
    [id, council, periodId, pence],
  );
  await tx.query(
    `UPDATE surplus_letter SET answer = 'pay_back', answered_by = sent_by, answered_at = now(), decision = 'reclaim',
       decided_pence = $2, decision_reason = 'For a test', decided_by = sent_by, decided_at = now() WHERE id = $1`,
    [id, pence],
  );
}
