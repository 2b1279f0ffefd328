import {afterAll, expect, it} from '@jest/globals';
import {mkdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {openFolder} from '../../../../tests/support/embedded.js';
import {copyForRunning, runsInPlace} from './binaries.js';

const folder = openFolder('binaries');
const source = join(folder, 'closed', 'native');
const dataDir = join(folder, 'data');

mkdirSync(dataDir);
mkdirSync(join(source, 'lib'), {recursive: true, mode: 0o700});
writeFileSync(join(source, 'program'), '#!/bin/sh\n', {mode: 0o600});
writeFileSync(join(source, 'lib', 'lib.so.1'), 'code', {mode: 0o600});
symlinkSync('lib.so.1', join(source, 'lib', 'lib.so'));

afterAll(() => {
  rmSync(folder, {recursive: true});
});

it('copies programs so that every user can run them, once', async () => {
  const copy = await copyForRunning(source, 'native-1', dataDir);
  expect(copy).toBe(join(dataDir, 'bin', 'native-1'));
  for (const part of ['.', 'program', 'lib', 'lib/lib.so.1']) {
    expect(statSync(join(copy, part)).mode & 0o777).toBe(0o755);
  }
  expect(readlinkSync(join(copy, 'lib', 'lib.so'))).toBe('lib.so.1');

  const {ino} = statSync(join(copy, 'program'));
  expect(await copyForRunning(source, 'native-1', dataDir)).toBe(copy);
  expect(statSync(join(copy, 'program')).ino).toBe(ino);
});

it('copies again what a cleaner took a part of', async () => {
  const copy = await copyForRunning(source, 'native-1', dataDir);
  rmSync(join(copy, 'lib', 'lib.so.1'));
  await copyForRunning(source, 'native-1', dataDir);
  expect(readFileSync(join(copy, 'lib', 'lib.so.1'), 'utf8')).toBe('code');
});

it('leaves one copy to several that make it at the same time', async () => {
  const copies = await Promise.all([1, 2, 3].map(() => copyForRunning(source, 'native-2', dataDir)));
  expect(new Set(copies)).toEqual(new Set([join(dataDir, 'bin', 'native-2')]));
  expect(readFileSync(join(dataDir, 'bin', 'native-2', 'lib', 'lib.so'), 'utf8')).toBe('code');
});

it('mends a missing execute bit in place', () => {
  const program = join(dataDir, 'program');
  writeFileSync(program, '', {mode: 0o644});
  expect(runsInPlace(program)).toBe(true);
  expect(statSync(program).mode & 0o777).toBe(0o755);
  expect(runsInPlace(join(dataDir, 'none'))).toBe(false);
});
