import type {DataSource} from 'typeorm';
import {CONTENT, GENESIS, chainHash} from './chain.js';

export interface AuditReport {
  council: string;
  sealed: number;
  /** Written but not chained yet; the sealer is seconds behind, so a number that stays is a fault. */
  unsealed: number;
  /** The newest hash: noted down elsewhere, it proves later that nothing was cut off the end. */
  head: string | null;
  /** What does not fit: by place in the chain, then records that are not as their entry says. */
  faults: string[];
}

const PAGE = 5_000;

/**
 * Computes every council's chain anew from the entries and compares; then each record with the digest in its entry.
 * @param owner a connection that sees every council
 */
export async function verifyAudit(owner: DataSource): Promise<AuditReport[]> {
  const councils = await owner.query<{id: string; code: string}[]>(`SELECT id, code FROM council ORDER BY code`);
  const reports: AuditReport[] = [];
  for (const council of councils) reports.push(await verifyCouncil(owner, council));
  return reports;
}

async function verifyCouncil(owner: DataSource, council: {id: string; code: string}): Promise<AuditReport> {
  const faults: string[] = [];
  let previous: Buffer = GENESIS;
  let sealed = 0;
  for (;;) {
    const rows = await owner.query<{seq: number; hash: Buffer; content: string | null}[]>(
      `SELECT s.seq, s.hash, ${CONTENT} AS content FROM audit_seal s LEFT JOIN audit_entry e ON e.id = s.entry_id
       WHERE s.council_id = $1 AND s.seq > $2 ORDER BY s.seq LIMIT ${PAGE}`,
      [council.id, sealed],
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      sealed += 1;
      if (row.seq !== sealed) faults.push(`seal ${sealed} is missing`);
      else if (row.content === null) faults.push(`the entry of seal ${row.seq} is gone`);
      else if (!chainHash(previous, row.content).equals(row.hash))
        faults.push(`the entry of seal ${row.seq} was changed`);
      sealed = row.seq;
      previous = row.hash;
    }
  }
  const [open] = await owner.query<{count: number}[]>(
    `SELECT count(*) AS count FROM audit_entry e
     WHERE council_id = $1 AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id)`,
    [council.id],
  );
  // Also when the chain is whole: a record may say something else than its entry does.
  const records = await owner.query<{fault: string}[]>(`SELECT audit_record_faults($1) AS fault`, [council.id]);
  faults.push(...records.map((each) => each.fault));
  const head = sealed ? previous.toString('hex') : null;
  return {council: council.code, sealed, unsealed: open?.count ?? 0, head, faults};
}
