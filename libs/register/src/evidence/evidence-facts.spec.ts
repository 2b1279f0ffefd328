import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {REQUIREMENT_KINDS} from '../scheme/requirement-kinds.js';
import {factErrors} from './evidence-facts.js';
import {EVIDENCE_KINDS} from './evidence-kinds.js';

describe('what may be written down about evidence', () => {
  const dbs = {level: 'enhanced', workforce: 'adult', certificate_number: '001234567890', seen_on: '2026-03-03'};

  it('takes what belongs to the kind', () => {
    expect(factErrors('dbs', dbs)).toEqual([]);
    expect(factErrors('insurance', {insurer: 'Example Mutual', cover_pence: 500_000_000})).toEqual([]);
  });

  it('has no field of free text for a DBS certificate', () => {
    expect(Object.values(EVIDENCE_KINDS.dbs.facts).map((rule) => rule.field.type)).not.toContain('text');
  });

  it('takes no other name, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REQUIREMENT_KINDS),
        fc.string({minLength: 1}),
        fc.jsonValue(),
        (kind, name, value) => {
          fc.pre(!Object.hasOwn(EVIDENCE_KINDS[kind].facts, name));
          const facts = Object.fromEntries([[name, value]]);
          expect(factErrors(kind, facts)).toContainEqual(
            expect.objectContaining({field: `facts.${name.slice(0, 40)}`}),
          );
        },
      ),
    );
  });

  it('takes nothing of another type or size, and no text over several lines', () => {
    const insurance = (facts: object) => factErrors('insurance', {insurer: 'A', cover_pence: 100_000, ...facts});
    for (const facts of [{insurer: 7}, {insurer: ' '}, {insurer: 'A\nB'}, {insurer: 'x'.repeat(101)}]) {
      expect(insurance(facts).map((each) => each.field)).toEqual(['facts.insurer']);
    }
    for (const cover_pence of ['100000', 1.5, -1, 1e15, Number.NaN, null]) {
      expect(insurance({cover_pence}).map((each) => each.field)).toEqual(['facts.cover_pence']);
    }
  });
});
