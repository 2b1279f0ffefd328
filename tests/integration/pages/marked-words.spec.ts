import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {connectAs} from '../../support/catalogue.js';
import {HolderWorld} from '../../support/holder-world.js';
import {Visitor} from '../../support/visitor.js';
import {addMarkedLanguage, MARKED, removeMarkedLanguage, unmarked} from '../../support/words/marked.js';

describe('in a language that marks all it says', () => {
  let world: HolderWorld;
  let data: string[];

  beforeAll(async () => {
    addMarkedLanguage();
    world = await HolderWorld.open();
  });
  afterAll(async () => {
    removeMarkedLanguage();
    await world.close();
  });

  /** Whatever stands in the database is somebody's own words, or the council's. */
  async function storedTexts(): Promise<string[]> {
    const owner = await connectAs('superuser', world.scenario.database);
    const columns = await owner.query<{table: string; column: string}[]>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'USER-DEFINED')`,
    );
    const texts: string[] = [];
    for (const {table, column} of columns) {
      const rows = await owner.query<{text: string}[]>(
        `SELECT DISTINCT left("${column}"::text, 500) AS text FROM "${table}" WHERE "${column}" IS NOT NULL LIMIT 500`,
      );
      texts.push(...rows.map(({text}) => text));
    }
    await owner.destroy();
    return texts;
  }

  /** Of products, cookies and the publishers of postcodes, whose licences want their words as they are. */
  const NAMES =
    /^(?:Alongside|English|Polski|NHS|GOV\.UK|csrf|language|easy-read|sign-in|sign-in-link)$|^Contains |@|example|^0\d[\d ]+/;

  function words(html: string): string[] {
    const plain = html.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll('&quot;', '"');
    return unmarked(plain).filter((text) => !NAMES.test(text) && !data.some((stored) => stored.includes(text)));
  }

  it('says nothing without marks to a holder', async () => {
    const holder = await world.holder(25_000, 10_000);
    await world.scenario.engage(holder, world.pa);
    data = await storedTexts();
    const visitor = new Visitor(world.pages, holder);
    await visitor.get(`/language/${MARKED}?back=/`);
    const left: Record<string, string[]> = {};
    const look = async (name: string, page: Promise<{html: string}>) => {
      const found = words((await page).html);
      if (found.length) left[name] = found;
    };
    const book = `/listings/${world.pa.id}/book`;
    for (const path of [
      ...['/', '/about', '/help', '/accessibility', '/privacy', '/cookies', '/nowhere', '/find?q=gardening'],
      ...[`/listings/${world.pa.id}`, `/listings/${world.provider.id}`, book, '/budget', '/support', '/messages'],
      ...['/contact', '/acting', '/concern', '/complaint', '/apply', '/apply/enquiry'],
    ]) {
      await look(path, visitor.get(path));
    }
    await look('a form refused', visitor.post(`${book}/check`, {repeat: 'weekly', starts: '2:30', ends: 'x'}));
    expect(left).toEqual({});
  });
});
