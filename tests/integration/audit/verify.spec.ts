import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals';
import {Trails} from './trails.js';

let trails: Trails;

beforeAll(async () => {
  trails = await Trails.open();
});
afterAll(() => trails.close());
beforeEach(() => trails.begin());

describe('verifying the audit trail', () => {
  /** What is said after somebody went behind the database’s back; then it is as before. */
  async function after(...statements: string[]): Promise<string[]> {
    await trails.meddler.query(`BEGIN`);
    try {
      for (const statement of statements)
        await trails.meddler.query(statement, statement.includes('$1') ? [trails.council] : []);
      return (await trails.verified()).faults;
    } finally {
      await trails.meddler.query(`ROLLBACK`);
    }
  }

  const NTH = (n: number) => `(SELECT entry_id FROM audit_seal WHERE council_id = $1 AND seq = ${n})`;

  it('finds what a superuser changed, took away or put elsewhere, and where', async () => {
    await trails.record(6);
    await trails.sealer().sealAll();
    expect(await after()).toEqual([]);
    const changed = (n: number) => `the entry of seal ${n} was changed`;
    expect(await after(`UPDATE audit_entry SET actor_id = NULL WHERE id = ${NTH(3)}`)).toEqual([changed(3)]);
    for (const column of ['action', 'subject_kind', 'reason']) {
      expect(await after(`UPDATE audit_entry SET ${column} = 'x' WHERE id = ${NTH(2)}`)).toEqual([changed(2)]);
    }
    expect(await after(`UPDATE audit_entry SET at = at - interval '1 microsecond' WHERE id = ${NTH(6)}`)).toEqual([
      changed(6),
    ]);
    expect(await after(`UPDATE audit_entry SET after = after - 'nothing' WHERE id = ${NTH(1)}`)).toEqual([changed(1)]);
    expect(await after(`DELETE FROM audit_entry WHERE id = ${NTH(4)}`)).toEqual(['the entry of seal 4 is gone']);
    const sealGone = `DELETE FROM audit_seal WHERE council_id = $1 AND seq = 4`;
    expect(await after(sealGone)).toEqual(['seal 4 is missing']);
    expect(await after(`DELETE FROM audit_entry WHERE id = ${NTH(4)}`, sealGone)).toEqual(['seal 4 is missing']);
    expect(await after(`UPDATE audit_seal SET hash = sha256('x') WHERE council_id = $1 AND seq = 5`)).toEqual([
      changed(5),
      changed(6),
    ]);
  });

  it('finds two that were swapped, as entries or as seals', async () => {
    await trails.record(5);
    await trails.sealer().sealAll();
    const faults = [2, 4].map((n) => `the entry of seal ${n} was changed`);
    expect(
      await after(
        `UPDATE audit_entry e SET after = o.after FROM audit_entry o
         WHERE (e.id, o.id) IN ((${NTH(2)}, ${NTH(4)}), (${NTH(4)}, ${NTH(2)}))`,
      ),
    ).toEqual(faults);
    expect(
      await after(
        `CREATE TEMPORARY TABLE kept ON COMMIT DROP AS SELECT * FROM audit_seal WHERE council_id = $1`,
        `DELETE FROM audit_seal WHERE council_id = $1`,
        `INSERT INTO audit_seal SELECT council_id, seq,
           CASE seq WHEN 2 THEN (SELECT entry_id FROM kept WHERE seq = 4) WHEN 4 THEN (SELECT entry_id FROM kept WHERE seq = 2)
           ELSE entry_id END, hash FROM kept`,
      ),
    ).toEqual(faults);
  });

  it('tells when the end was cut off, against a head noted down elsewhere', async () => {
    await trails.record(4);
    await trails.sealer().sealAll();
    const noted = (await trails.verified()).head;
    await trails.meddler.query(`DELETE FROM audit_entry WHERE id = ${NTH(4)}`, [trails.council]);
    await trails.meddler.query(`DELETE FROM audit_seal WHERE council_id = $1 AND seq = 4`, [trails.council]);
    expect((await trails.verified()).head).not.toBe(noted);
  });
});
