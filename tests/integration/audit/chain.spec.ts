import {setTimeout as pause} from 'node:timers/promises';
import {afterAll, beforeAll, beforeEach, describe, expect, it, jest} from '@jest/globals';
import {until} from '../../support/until.js';
import {Trails} from './trails.js';

let trails: Trails;

beforeAll(async () => {
  trails = await Trails.open();
});
afterAll(() => trails.close());
beforeEach(() => trails.begin());

describe('the audit chain', () => {
  it('takes in what was committed, in one run, and is whole', async () => {
    await trails.record(1_200);
    expect(await trails.verified()).toMatchObject({sealed: 0, unsealed: 1_200, faults: [], head: null});
    expect(await trails.sealer().sealAll()).toBe(1_200);
    const report = await trails.verified();
    expect(report).toMatchObject({sealed: 1_200, unsealed: 0, faults: []});
    expect(report.head).toMatch(/^[0-9a-f]{64}$/);
    expect(await trails.sealer().sealAll()).toBe(0);
  });

  it('is sealed by itself within seconds, and stops when told', async () => {
    const one = trails.sealer();
    one.start();
    await trails.record(3);
    await until(async () => (await trails.verified()).unsealed === 0);
    expect(await trails.verified()).toMatchObject({sealed: 3, unsealed: 0});
    await one.stop();
    await trails.record(1);
    await pause(1_300);
    expect(await trails.verified()).toMatchObject({sealed: 3, unsealed: 1});
  });

  it('is one chain however many seal at once', async () => {
    await trails.record(1_100);
    const more = Promise.all(Array.from({length: 10}, () => trails.record(20)));
    await Promise.all(Array.from({length: 4}, () => trails.sealer().sealAll()));
    await more;
    await Promise.all(Array.from({length: 4}, () => trails.sealer().sealAll()));
    expect(await trails.verified()).toMatchObject({sealed: 1_300, unsealed: 0, faults: []});
  });

  it('takes in what was written before and committed after what is sealed already', async () => {
    const one = trails.sealer();
    const latch = () => {
      let open: () => void = () => undefined;
      const opened = new Promise<void>((resolve) => (open = resolve));
      return {open, opened};
    };
    const [written, released] = [latch(), latch()];
    const late = trails.record(1, released.opened, written.open);
    await written.opened;
    await trails.record(5);
    expect(await one.sealAll()).toBe(5);
    expect(await one.sealAll()).toBe(0);
    released.open();
    await late;
    expect(await one.sealAll()).toBe(1);
    expect(await trails.verified()).toMatchObject({sealed: 6, unsealed: 0, faults: []});
  });

  it('looks only behind what has settled, also while every run finds something', async () => {
    const asked = jest.spyOn(trails.app, 'query');
    const one = trails.sealer();
    await trails.record(2);
    await trails.meddler.query(`UPDATE audit_entry SET at = at - interval '1 hour' WHERE council_id = $1`, [
      trails.council,
    ]);
    const [settled] = await trails.meddler.query<{id: number}[]>(`SELECT max(id) AS id FROM audit_entry`);
    for (let run = 0; run < 2; run += 1) {
      await trails.record(1);
      expect(await one.sealAll()).toBeGreaterThan(0);
    }
    const floors = asked.mock.calls
      .filter(([sql]) => sql.includes('audit_unsealed_councils'))
      .map(([, values]) => values);
    expect(floors).toEqual([[0], [settled?.id]]);
    asked.mockRestore();
  });

  it('does not hold up who writes while somebody seals', async () => {
    await trails.record(10);
    await trails.app.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`audit ${trails.council}`]);
      await trails.record(1);
    });
    expect(await trails.sealer().sealAll()).toBe(11);
  });
});
