import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {isOwnName, isPublicName, publicName} from './public-name.js';

describe('the name strangers see', () => {
  it.each([
    ['Amina Khan', 'Amina K.'],
    ['  Mary   Jane  o’Neill ', 'Mary O.'],
    ['Łukasz Śliwa', 'Łukasz Ś.'],
    ['Karl ßmann', 'Karl ß.'],
    ['Cher', 'Cher'],
  ])('of %s is %s', (name, shown) => {
    expect(publicName(name)).toBe(shown);
    expect(isPublicName(shown)).toBe(true);
  });

  it.each([
    ['Amina K', true],
    ['Mary Jane K.', true],
    ['Amina Khan', false],
    ['Amina K. Khan', false],
    ['Amina 7', false],
  ])('%s: %s', (name, fit) => expect(isPublicName(name)).toBe(fit));

  it.each([
    ['Amina K.', true],
    ['amina', true],
    ['A. Khan', true],
    ['Amina B. K', true],
    ['Mina K.', false],
    ['Amina S.', false],
  ])('%s is Amina Begum Khan’s own: %s', (shown, own) => expect(isOwnName(shown, 'Amina Begum Khan')).toBe(own));

  it('never holds a surname', () => {
    const word = fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ]{2,12}$/);
    fc.assert(
      fc.property(word, word, (first, last) => {
        expect(publicName(`${first} ${last}`)).toHaveLength(first.length + 3);
        expect(isPublicName(`${first} ${last}`)).toBe(false);
      }),
    );
  });
});
