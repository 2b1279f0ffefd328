import {cpSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals';
import {webAlone, type WebAlone} from '../support/web-alone.js';
import {scratch} from '../support/scratch.js';

describe('views', () => {
  let folder: string;
  let web: WebAlone;

  beforeEach(() => {
    folder = scratch('views');
    cpSync(join(import.meta.dirname, '../../apps/web/src/views/partials'), join(folder, 'partials'), {recursive: true});
  });
  afterEach(async () => {
    await web.app.close();
    rmSync(folder, {recursive: true});
  });

  const change = (text: string) => writeFileSync(join(folder, 'partials', 'footer.njk'), `<footer>${text}</footer>`);
  const page = async (path: string) => (await fetch(web.baseUrl + path)).text();

  it('are read and compiled once', async () => {
    web = await webAlone({viewFolders: [folder]});
    change('first');
    expect(await page('/about')).toContain('first');
    change('second');
    expect(await page('/about')).toContain('first');
    expect(await page('/help')).toContain('first');
  });
});
