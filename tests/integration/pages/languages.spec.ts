import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {webAlone, type WebAlone} from '../../support/web-alone.js';

describe('a page in another language', () => {
  let web: WebAlone;
  beforeAll(async () => {
    web = await webAlone();
  });
  afterAll(() => web.app.close());

  const get = (path: string, cookie = '') => fetch(web.baseUrl + path, {headers: {cookie}, redirect: 'manual'});
  const html = async (path: string, cookie: string) => (await get(path, cookie)).text();

  it('is asked for by a link on every page, kept in a cookie, and leads back', async () => {
    expect(await html('/help?from=1', '')).toContain('href="/language/pl?back=%2Fhelp%3Ffrom%3D1" lang="pl"');
    const answer = await get('/language/pl?back=%2Fhelp');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/help']);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^language=pl;.*HttpOnly/);
    const page = await html('/help', cookie);
    expect(page).toContain('<html lang="pl"');
    expect(page).toContain('<h1 class="govuk-heading-l">Pomoc</h1>');
    expect(page).toContain('href="/language/en?back=%2Fhelp" lang="en-GB"');
  });

  it('leads nowhere else, and knows no other language', async () => {
    const answer = await get('/language/xx?back=https%3A%2F%2Felsewhere.example');
    expect([answer.headers.get('location'), answer.headers.getSetCookie()]).toEqual(['/', []]);
    expect(await html('/help', 'language=xx')).toContain('<html lang="en-GB"');
  });

  it('says in it what is wrong, also with what could not be read', async () => {
    expect(await html('/nowhere', 'language=pl')).toContain('<title>Błąd: Nie znaleziono strony – Alongside');
    const sent = await fetch(`${web.baseUrl}/sign-in`, {
      method: 'POST',
      body: '{',
      headers: {'content-type': 'application/json', cookie: 'language=pl'},
    });
    expect(await sent.text()).toContain('<html lang="pl"');
  });

  it('escapes what stands in a sentence', async () => {
    const page = await html('/about', 'language=pl');
    expect(page).toContain('<a class="govuk-link" href="/help#worried">powiedz nam, jeśli coś Cię niepokoi</a>');
  });
});
