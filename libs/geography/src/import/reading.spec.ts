import {describe, expect, it} from '@jest/globals';
import fc from 'fast-check';
import {distanceMetres} from '../distance.js';
import {fieldsOf} from './csv-line.js';
import {editionOf} from './edition-of.js';
import {layoutOf} from './layout.js';
import {blocksOf, NotLines} from './lines.js';
import {fromNationalGrid} from './national-grid.js';
import type {SourceFile} from './source-file.js';

describe('a line of a CSV file', () => {
  it('gives back any fields that were written into it', () => {
    const field = fc.string().map((text) => text.replace(/[\r\n]/g, ''));
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(field, {minLength: 1}), (fields) => {
        expect(fieldsOf(fields.map(quote).join(','))).toEqual(fields);
        const plain = fields.map((text) => text.replace(/[",]/g, ''));
        expect(fieldsOf(plain.join(','))).toEqual(plain);
      }),
    );
  });

  it('is none when its quotes do not pair', () => {
    for (const bad of ['"a,b', 'a"b,c', '"a"b,c', '"a","b']) expect(fieldsOf(bad)).toBeNull();
  });
});

describe('lines', () => {
  const from = async function* (chunks: string[]) {
    for (const chunk of chunks) yield Promise.resolve(Buffer.from(chunk));
  };

  it('come out whole wherever the bytes were cut, and say where they end', async () => {
    const text = 'one\r\ntwo\nthree\n\nfour';
    for (let cut = 0; cut <= text.length; cut += 1) {
      const lines: string[] = [];
      const ends: number[] = [];
      for await (const block of blocksOf(from([text.slice(0, cut), text.slice(cut)]), 100)) {
        lines.push(...block.lines);
        ends.push(block.end);
      }
      expect(lines).toEqual(['one', 'two', 'three', '', 'four']);
      expect(ends.at(-1)).toBe(100 + text.length);
    }
  });

  it('are not looked for without end', async () => {
    const endless = blocksOf(from(Array.from({length: 20}, () => 'x'.repeat(10_000))));
    await expect(endless.next()).rejects.toBeInstanceOf(NotLines);
  });
});

describe('a layout', () => {
  const names = (line: string) => layoutOf(line.split(','));

  it("is found by ONS's names of any year and case", () => {
    const of2013 = names(
      'pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,usertype,oseast1m,osnrth1m,osgrdind,lat,long',
    );
    expect(of2013).toMatchObject({source: 'onspd', width: 14, postcode: 0, terminated: 4, district: 6, easting: 9});
    const of2025 = names(
      'pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,cty25cd,lad25cd,wd25cd,lat,long',
    );
    expect(of2025).toMatchObject({source: 'onspd', easting: 6, northing: 7, quality: 8, district: 10, longitude: 13});
    expect(names('X,Y,PCDS,DOTERM,LAUA,EAST1M,NORTH1M')).toMatchObject({postcode: 2, district: 4, quality: -1});
  });

  it('is found for Code-Point Open with and without a header', () => {
    expect(names('NG1 5DT,10,456418,340071,E92000001,E19000001,E18000004,,E06000018,E05012277')).toMatchObject({
      header: false,
      district: 8,
    });
    expect(names('PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC')).toMatchObject({header: true, postcode: 0, quality: 1, district: 8});
  });

  it('is none without a postcode or without a grid reference', () => {
    for (const other of ['', 'name,age', 'pcds,lat,long', 'oseast1m,osnrth1m', 'NG1 5DT,10,456418,340071']) {
      expect(names(other)).toBeNull();
    }
  });
});

describe('an edition', () => {
  const file = (name: string, mark = name): SourceFile => ({
    name,
    mark,
    modified: new Date('2026-02-25T12:00:00Z'),
    read: () => {
      throw new Error('an edition is told without reading its files');
    },
  });

  it('is called what its publisher calls it', () => {
    const name = (source: 'code_point_open' | 'onspd', files: string[], metadata: string | null = null) => {
      const edition = editionOf(
        source,
        files.map((each) => file(each)),
        metadata,
      );
      return [edition.name, edition.year];
    };
    const metadata = 'DATASET VERSION NUMBER: 2025.4.0\r\nCOPYRIGHT DATE: 20251020';
    expect(name('code_point_open', ['ng.csv'], metadata)).toEqual(['OS Code-Point Open 2025.4.0', 2025]);
    expect(name('code_point_open', ['ng.csv'], 'nonsense')).toEqual(['OS Code-Point Open, file of 2026-02-25', 2026]);
    expect(name('onspd', ['ONSPD_NOV_2024_UK.csv'])).toEqual(['ONS Postcode Directory NOV 2024', 2024]);
    expect(name('onspd', ['x.zip: Data/multi_csv/ONSPD_AUG_2025_UK_AB.csv'])).toEqual([
      'ONS Postcode Directory AUG 2025',
      2025,
    ]);
    expect(name('onspd', ['NSPL21_FEB_2025_UK.csv'])).toEqual(['National Statistics Postcode Lookup FEB 2025', 2025]);
    expect(name('onspd', ['postcodes.csv'])).toEqual(['ONS Postcode Directory, file of 2026-02-25', 2026]);
  });

  it('is known again by its files in any order, and not by others', () => {
    const print = (...files: SourceFile[]) => editionOf('onspd', files, null).fingerprint;
    expect(print(file('a'), file('b'))).toBe(print(file('b'), file('a')));
    expect(print(file('a'), file('b'))).not.toBe(print(file('a')));
    expect(print(file('a', 'a 1'))).not.toBe(print(file('a', 'a 2')));
  });
});

describe('the British grid', () => {
  // From Shetland to Scilly, as PROJ converts them with EPSG:1314.
  it.each([
    [442750, 1158841, 60.31144, -1.22811], // ZE2
    [91552, 10967, 49.91915, -6.2986], // TR21
    [653414, 294541, 52.48987, 1.73138], // NR32
    [67520, 800163, 56.97265, -7.47395], // HS9
    [457311, 340049, 52.95476, -1.14837], // NG1
  ])('puts %d %d within 5 metres of %d %d', (easting, northing, latitude, longitude) => {
    expect(distanceMetres(fromNationalGrid(easting, northing), {latitude, longitude})).toBeLessThan(5);
  });
});
