import type {Tx} from '@app/platform';

/** The application under which somebody was approved last: where newer evidence and requests go. */
export async function approvedApplication(tx: Tx, memberId: string): Promise<string | null> {
  const [row] = await tx.query<{id: string}[]>(
    `SELECT a.id FROM application a JOIN decision d ON d.application_id = a.id
     WHERE a.member_id = $1 AND a.state = 'approved' AND d.outcome <> 'declined'
     ORDER BY d.effective_on DESC, d.decided_at DESC, d.id DESC LIMIT 1`,
    [memberId],
  );
  return row?.id ?? null;
}
