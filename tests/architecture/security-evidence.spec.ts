import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from '@jest/globals';
import {judge} from '../../script/audit.mjs';

const ROOT = join(import.meta.dirname, '../..');
const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

/** ASVS 5.0.0: how many requirements of levels 1 and 2 each section begins with; those of level 3 come after them. */
const SECTIONS: Record<number, number[]> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 12, 4, 4, 5, 3, 0, 4],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 4, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
};

describe('docs/security.md', () => {
  it('answers every requirement of level 2 once, in order', () => {
    const asked = Object.entries(SECTIONS).flatMap(([chapter, sections]) =>
      sections.flatMap((count, section) =>
        Array.from({length: count}, (_, number) => `V${chapter}.${section + 1}.${number + 1}`),
      ),
    );
    expect(asked).toHaveLength(253);
    const answered = [...text.matchAll(/^\| (V[\d.]+) \| [^|]+ \| [^|]{10,} \|$/gm)].map(([, number]) => number);
    expect(answered).toEqual(asked);
  });

  it('names as evidence only what is there', () => {
    const named = [...text.matchAll(/`([^`\s]+)`/g)].map(([, name]) => name ?? '');
    const files = named.filter((name) =>
      /^(?:apps|libs|tests|script|docs)\/|^Dockerfile$|^\.[a-z]+|\.(?:md|json|js|yml)$/.test(name),
    );
    expect(files.length).toBeGreaterThan(150);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});

describe('the look at known vulnerabilities', () => {
  const url = 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc';
  const found = (severity: string) => ({
    vulnerabilities: {
      outer: {via: ['inner']},
      inner: {via: [{name: 'inner', severity, url, range: '<2', title: 'Opens everything'}]},
    },
    metadata: {dependencies: {prod: 397}},
  });
  const exception = {advisory: 'GHSA-aaaa-bbbb-cccc', reason: 'We do not call it', until: '2026-12-31'};

  it('fails on what is high or critical, and on no less', () => {
    for (const [severity, outcome] of [
      ['critical', 'failed'],
      ['high', 'failed'],
      ['moderate', 'passed'],
    ] as const) {
      expect(judge(found(severity), [], '2026-12-01').outcome).toBe(outcome);
    }
    expect(judge(found('high'), [], '2026-12-01').lines).toEqual([
      'high inner <2: Opens everything (GHSA-aaaa-bbbb-cccc)',
    ]);
  });

  it('lets an exception stand to its last day, and none without a reason', () => {
    expect(judge(found('high'), [exception], '2026-12-31').outcome).toBe('passed');
    expect(judge(found('high'), [exception], '2027-01-01').outcome).toBe('failed');
    expect(judge(found('low'), [{...exception, reason: ' '}], '2026-12-01').outcome).toBe('failed');
  });

  it('passes nothing that no registry has answered', () => {
    for (const report of [null, {}, {message: '405'}, {vulnerabilities: {}}, {vulnerabilities: {}, metadata: {}}]) {
      expect(judge(report, [], '2026-12-01').outcome).toBe('not run');
    }
  });
});
