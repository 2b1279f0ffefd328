import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {documentWords} from './document-words.js';
import {Thesaurus, type Term} from './thesaurus.js';
import {singular, tokensOf} from './tokens.js';
import {typosBetween} from './typos.js';
import {Vocabulary} from './vocabulary.js';

describe('words', () => {
  it('are letters and digits alone, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        for (const word of tokensOf(text)) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });

  it('lose case, accents and apostrophes', () => {
    expect(tokensOf('Zoë’s CAFÉ: O’Neill & Łukasz Weiß')).toEqual(['zoes', 'cafe', 'oneill', 'lukasz', 'weiss']);
  });

  it.each([
    ['cleaners', 'cleaner'],
    ['disabilities', 'disability'],
    ['dress', 'dress'],
    ['dogs', 'dog'],
    ['bus', 'bus'],
    ['gas', 'gas'],
  ])('of a plural %s have one form with the singular', (plural, one) => {
    expect(singular(plural)).toBe(one);
  });

  it('of a question leave out what says nothing, and are one for what means one thing', () => {
    const words = (text: string) => thesaurus.question(text).words;
    expect(words('I am looking for help with shopping near me')).toEqual(['shopping']);
    expect(words('  Personal   assistants for learning difficulties ')).toEqual(['pa', 'learningdisability']);
    expect(words('nihgt sitter')).toEqual(['wakingnight']);
    expect(words('persnal care')).toEqual(['personalcare']);
    expect(words('care')).toEqual([]);
    expect(words('suport wiht shopping')).toEqual(['wiht', 'shopping']); // four letters: no slip
    expect(words('sitter')).toEqual(['sitter']); // although “sister” is but a slip away
    expect(words('one two three four five six seven eight nine ten eleven').length).toBe(10);
  });

  it('of a listing hold what people call its services and needs, and whatever means the same as what it says', () => {
    const words = documentWords(
      {
        kind: 'pa',
        name: 'Amina K.',
        summary: 'Patient and kind, sits with people on a waking night',
        about: '',
        district: 'Nottingham',
        gender: 'female',
        languages: ['pl'],
        needs: ['dementia'],
        services: [{code: 'cleaning', name: 'Cleaning and laundry'}],
      },
      thesaurus,
    );
    const found = 'amina hoover alzheimer polish nottingham carer woman patient wakingnight sitter sitting';
    expect(words).toEqual(expect.arrayContaining(found.split(' ')));
    expect(words).toEqual([...new Set(words)].sort());
  });
});

const term = (meaning: Term['meaning'], words: string, about: string | null = null): Term => ({
  councilId: null,
  meaning,
  about,
  words: words.split(', '),
});
const thesaurus = new Thesaurus([
  term('same', 'pa, personal assistant, carer'),
  term('same', 'personal care, washing and dressing'),
  term('same', 'learning disability, learning difficulties'),
  term('same', 'waking night, night sitter, night sitting'),
  term('same', 'cleaning, hoover'),
  term('same', 'dementia, alzheimer'),
  term('finds', 'carer', 'kind:pa'),
  term('finds', 'woman', 'gender:female'),
  term('finds', 'dementia', 'need:dementia'),
  term('finds', 'sitter', 'service:short_breaks'),
  term('quiet', 'i, am, for, with, care, help, support, sister, looking for, near me'),
]);

/** Slips counted by trying them all: slow and plain. */
function plainTypos(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const options = [
    plainTypos(a.slice(1), b) + 1,
    plainTypos(a, b.slice(1)) + 1,
    plainTypos(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]) {
    options.push(plainTypos(a.slice(2), b.slice(2)) + 1);
  }
  return Math.min(...options);
}

const shortWord = fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6});

describe('slips of the finger', () => {
  it('are counted as by trying them all', () => {
    fc.assert(
      fc.property(shortWord, shortWord, fc.constantFrom(1, 2), (typed, word, most) => {
        const plain = plainTypos(typed, word);
        expect(typosBetween(typed, word, false, most)).toBe(plain <= most ? plain : null);
      }),
      {numRuns: 2_000},
    );
  });

  it('in a word that is not finished are counted against its best beginning', () => {
    fc.assert(
      fc.property(shortWord, shortWord, fc.constantFrom(1, 2), (typed, word, most) => {
        const beginnings = Array.from({length: word.length + 1}, (_, end) => plainTypos(typed, word.slice(0, end)));
        const plain = Math.min(...beginnings);
        expect(typosBetween(typed, word, true, most)).toBe(plain <= most ? plain : null);
      }),
      {numRuns: 2_000},
    );
  });

  it('find what was meant: one in five letters, two in nine, a first letter counts for two', () => {
    const vocabulary = new Vocabulary();
    vocabulary.add(['dementia', 'cleaning', 'learning', 'companionship', 'bath', 'path']);
    expect(vocabulary.meant('demntia', false)).toEqual(['dementia']);
    expect(vocabulary.meant('cleanning', false)).toEqual(['cleaning']);
    expect(vocabulary.meant('conpanionshpi', false)).toEqual(['companionship']);
    expect(vocabulary.meant('demnt', true)).toEqual(['dementia']);
    expect(vocabulary.meant('bahth', false)).toEqual(['bath']);
    expect(vocabulary.meant('bahh', false)).toEqual([]); // four letters: no slip
    expect(vocabulary.meant('ementia', false)).toEqual([]); // a first letter, in fewer than nine
    expect(vocabulary.meant('ompanionship', false)).toEqual(['companionship']);
    expect(vocabulary.meant('tompanionship', false)).toEqual(['companionship']);
  });
});
