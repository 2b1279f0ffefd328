import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {DomainError, invalid} from '@app/kernel';
import {countyKey, everydayCounty, placeKey} from './place-key.js';
import {readNear} from './read-near.js';

describe('what somebody typed', () => {
  it.each([
    'NG1 5DT',
    'ng15dt',
    ' ng1  5 dt ',
    'N G 1 5 D T',
    'NG1-5DT',
    'ng1.5dt',
    '\tNg1\u00a05dT\n',
    '1 High Road, Nottingham NG1 5DT',
  ])('%j is the postcode NG1 5DT', (text) => {
    expect(readNear(text)).toEqual({as: 'postcode', written: 'NG1 5DT', code: 'NG15DT', outcodes: ['NG1']});
  });

  it.each([
    ['NG1', ['NG1']],
    ['ng 1', ['NG1']],
    ['NG1 5', ['NG1', 'NG15']],
    ['NG1 5D', ['NG1']],
    ['NG15', ['NG15', 'NG1']],
    ['NG15 5', ['NG15']],
    ['sw1a 2', ['SW1A']],
    ['W1A', ['W1A']],
  ])('%j may be the first part of one: %j', (text, outcodes) => {
    expect(readNear(text)).toMatchObject({as: 'postcode', code: null, outcodes});
  });

  it.each([
    ['Newark', 'newark', null],
    ['Newark, Notts', 'newark', 'nottinghamshire'],
    ["King's Lynn", 'kings lynn', null],
    ['Kirkby-in-Ashfield, Nottinghamshire', 'kirkby ashfield', 'nottinghamshire'],
    ['Saint Albans', 'st albans', null],
    ['St. Albans', 'st albans', null],
    ['Ynys Môn', 'ynys mon', null],
    ['Brighton & Hove', 'brighton and hove', null],
    [', Nottingham', 'nottingham', null],
  ])('%j is a place', (text, name, county) => {
    expect(readNear(text)).toEqual({as: 'place', name, county});
  });

  it.each(['', ' ', '-', '\u0000', '¡¿', '🏠'])('%j is nothing to look for', (text) => {
    expect(() => readNear(text)).toThrow('Enter a postcode, the first part of one, or a town.');
  });

  it('is refused when it is far too long, and named by its field', () => {
    const message = 'Enter a postcode or the name of a town, of at most 100 characters.';
    expect(() => readNear('x'.repeat(101))).toThrow(invalid({field: 'near', message}));
  });

  it('never breaks, whatever it is', () => {
    const anything = fc.oneof(fc.string({unit: 'binary'}), fc.string(), fc.stringMatching(/^[A-Za-z0-9 ,.-]{0,12}$/));
    fc.assert(
      fc.property(anything, (text) => {
        try {
          expect(['postcode', 'place']).toContain(readNear(text).as);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
        }
      }),
      {numRuns: 2_000},
    );
  });
});

describe('names of places', () => {
  it('are the same however they are written', () => {
    for (const spellings of [
      ['Newark on Trent', 'newark-upon-trent', 'NEWARK ON TRENT'],
      ["St. Mary's Bay", 'Saint Marys Bay', 'st mary’s bay'],
      ['Stow on the Wold', 'stow-on-the-wold'],
    ]) {
      expect(new Set(spellings.map(placeKey)).size).toBe(1);
    }
  });

  it('leave nothing that means something in a pattern or to a database', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => expect(placeKey(text)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/)),
    );
  });

  it('of counties lose their titles', () => {
    const titles = {
      'Royal Borough of Windsor and Maidenhead': 'Windsor and Maidenhead',
      'City and Borough of Leeds': 'Leeds',
      'Metropolitan Borough of Wirral': 'Wirral',
      'Caerphilly County Borough': 'Caerphilly',
      'The Scottish Borders': 'Scottish Borders',
      'County Durham': 'County Durham',
      'Glasgow City': 'Glasgow',
      'Bournemouth, Christchurch and Poole Council': 'Bournemouth, Christchurch and Poole',
      Nottinghamshire: 'Nottinghamshire',
    };
    for (const [official, everyday] of Object.entries(titles)) expect(everydayCounty(official)).toBe(everyday);
    expect(countyKey(' Northants ')).toBe('northamptonshire');
    expect(countyKey('City of York')).toBe('york');
  });
});
