import {afterAll, expect, it} from '@jest/globals';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {openFolder} from '../../../../tests/support/embedded.js';
import {copyForRunning, runsInPlace} from './binaries.js';
import {reachablePlace} from './stand-in.js';
import {isReachable} from './unprivileged.js';

const folder = openFolder('binaries');
const source = join(folder, 'closed', 'native');
const dataDir = join(folder, 'data');

mkdirSync(dataDir);
mkdirSync(join(source, 'lib'), {recursive: true, mode: 0o700});
writeFileSync(join(source, 'program'), '#!/bin/sh\n', {mode: 0o600});
writeFileSync(join(source, 'lib', 'lib.so.1'), 'code', {mode: 0o600});
symlinkSync('lib.so.1', join(source, 'lib', 'lib.so'));

const said: string[] = [];
const say = (line: string): void => void said.push(line);

afterAll(() => {
  rmSync(folder, {recursive: true});
});

it('copies programs so that every user can run them, once', () => {
  const copy = copyForRunning(source, 'native-1', dataDir, say);
  expect(copy).toBe(join(dataDir, 'bin', 'native-1'));
  for (const part of ['.', 'program', 'lib', 'lib/lib.so.1']) {
    expect(statSync(join(copy, part)).mode & 0o777).toBe(0o755);
  }
  expect(readlinkSync(join(copy, 'lib', 'lib.so'))).toBe('lib.so.1');

  const {ino} = statSync(join(copy, 'program'));
  expect(copyForRunning(source, 'native-1', dataDir, say)).toBe(copy);
  expect(statSync(join(copy, 'program')).ino).toBe(ino);
  expect(said).toEqual([`${source} can't be run where it is; Alongside uses a copy, ${copy}.`]);
});

it('copies again what a cleaner took a part of', () => {
  const copy = copyForRunning(source, 'native-1', dataDir, say);
  rmSync(join(copy, 'lib', 'lib.so.1'));
  copyForRunning(source, 'native-1', dataDir, say);
  expect(readFileSync(join(copy, 'lib', 'lib.so.1'), 'utf8')).toBe('code');
});

it('uses a stand-in for a data folder that only root may enter, and forgets those that are gone', () => {
  const closed = join(folder, 'closed', 'data');
  mkdirSync(closed);
  chmodSync(dirname(closed), 0o700);
  const place = reachablePlace(closed);
  if (process.getuid?.() !== 0) return expect(place).toBe(closed);
  expect(place).toMatch(/\/alongside-root\/\w{16}$/);
  expect(isReachable(place)).toBe(true);
  expect(reachablePlace(closed)).toBe(place);
  rmSync(closed, {recursive: true});
  reachablePlace(join(folder, 'closed'));
  expect(existsSync(place)).toBe(false);
});

it('mends a missing execute bit in place', () => {
  const program = join(dataDir, 'program');
  writeFileSync(program, '', {mode: 0o644});
  expect(runsInPlace(program)).toBe(true);
  expect(statSync(program).mode & 0o777).toBe(0o755);
  expect(runsInPlace(join(dataDir, 'none'))).toBe(false);
});
