import type {DataSource} from 'typeorm';

/** As if it had all happened so many months earlier: the database's own days cannot be chosen otherwise. */
export async function allMonthsAgo(owner: DataSource, applicationId: string, months: number): Promise<void> {
  await owner.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    const back = `- make_interval(months => ${months})`;
    // At the same time on London's clock: at 23:30 in winter it is another day in summer.
    const earlier = (at: string) => `(${at} AT TIME ZONE 'Europe/London' ${back}) AT TIME ZONE 'Europe/London'`;
    await tx.query(
      `UPDATE evidence SET recorded_at = ${earlier('recorded_at')}, checked_on = (checked_on ${back})::date,
                      issued_on = (issued_on ${back})::date WHERE application_id = $1`,
      [applicationId],
    );
    await tx.query(`UPDATE application SET closed_at = ${earlier('closed_at')} WHERE id = $1`, [applicationId]);
    // What was moved is told of anew, as if it had been recorded then.
    for (const table of ['evidence', 'decision']) {
      await tx.query(
        `UPDATE audit_entry e SET after = jsonb_build_object('records', jsonb_build_array(record_proof(r)))
         FROM ${table} r WHERE r.application_id = $1 AND e.subject_id = r.id AND e.subject_kind = '${table}'
           AND e.action = 'record.kept'`,
        [applicationId],
      );
    }
  });
}
