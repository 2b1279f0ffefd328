import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {cookieNames} from '../../apps/web/src/security/cookie-names.js';
import type {ExceptionFilter} from '@nestjs/common';
import type {FastifyReply} from 'fastify';
import {webAlone, type WebAlone} from '../support/web-alone.js';
import {SpecimenController} from '../journeys/specimen/specimen.controller.js';

describe('what stands between a browser and the pages', () => {
  let web: WebAlone;

  beforeAll(async () => {
    web = await webAlone({viewFolders: [join(import.meta.dirname, '../journeys/specimen')]}, [SpecimenController]);
  }, 60_000);
  afterAll(() => web?.app.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(web.baseUrl + path, {headers});
  const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(web.baseUrl + path, {method: 'POST', body: new URLSearchParams(body), headers, redirect: 'manual'});

  async function openForm(): Promise<{cookie: string; token: string}> {
    const answer = await get('/specimen/form');
    const token = /name="_csrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
    return {cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '', token};
  }

  it('lets only scripts with the nonce of the page run, a new one each time', async () => {
    const nonces = await Promise.all(
      ['/', '/about', '/about'].map(async (path) => {
        const answer = await get(path);
        const policy = answer.headers.get('content-security-policy') ?? '';
        const nonce = /script-src 'nonce-([0-9a-f]{32})';/.exec(policy)?.[1];
        const scripts = (await answer.text()).match(/<script[^>]*>/g) ?? [];
        expect(scripts.length).toBeGreaterThan(0);
        for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
        expect(policy).toContain("default-src 'none'");
        expect(policy).not.toContain('unsafe');
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(3);
  });

  it('keeps pages out of caches and lets assets stay for a year', async () => {
    const page = await get('/');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(await page.text())?.[1] ?? '';
    const asset = await get(stylesheet, {'accept-encoding': 'br'});
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-encoding')).toBe('br');
    expect(asset.headers.get('content-type')).toContain('text/css');
    expect((await get('/assets/manifest.json')).status).toBe(404);
    expect((await get('/assets/..%2fmain.js')).status).toBe(404);
  });

  it('gives a cookie only with a form', async () => {
    for (const path of ['/', '/about', '/no-such-page']) {
      expect((await get(path)).headers.getSetCookie()).toEqual([]);
    }
    const [cookie] = (await get('/specimen/form')).headers.getSetCookie();
    expect(cookie).toMatch(/^csrf=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('takes a form only with the token that belongs to its cookie', async () => {
    const {cookie, token} = await openForm();
    const other = await openForm();
    const sent = async (body: Record<string, string>, headers: Record<string, string>) =>
      (await post('/specimen/form', body, headers)).status;
    expect(await sent({_csrf: token}, {cookie})).toBe(400);
    expect(await sent({}, {cookie})).toBe(403);
    expect(await sent({_csrf: token}, {})).toBe(403);
    expect(await sent({_csrf: token}, {cookie: other.cookie})).toBe(403);
    expect(await sent({_csrf: `${token}x`}, {cookie})).toBe(403);

    const refused = await post('/specimen/form', {name: 'Ada'}, {cookie});
    expect(await refused.text()).toContain('This page was open for too long');
    const json = await fetch(`${web.baseUrl}/specimen/form`, {
      method: 'POST',
      body: JSON.stringify({_csrf: {toString: 1}}),
      headers: {cookie, 'content-type': 'application/json'},
    });
    expect(json.status).toBe(403);
  });

  it('takes no form from another website, whatever token it has', async () => {
    const {cookie, token} = await openForm();
    for (const headers of [
      {'sec-fetch-site': 'cross-site'},
      {'sec-fetch-site': 'same-site'},
      {origin: 'https://elsewhere.example'},
      {origin: 'null'},
    ] as Record<string, string>[]) {
      const answer = await post('/specimen/form', {_csrf: token}, {...headers, cookie});
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).not.toContain('<script');
    }
    const own = await post('/specimen/form', {_csrf: token}, {origin: web.baseUrl, cookie});
    expect(own.status).toBe(400);
  });

  it('leaves machine paths to their own credentials: no token asked, no cookie read', async () => {
    const answer = await post(
      '/api/v1/echo',
      {a: '1'},
      {cookie: 'session=stolen', origin: 'https://elsewhere.example'},
    );
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({body: {a: '1'}, cookies: {}});
    expect(answer.headers.get('cache-control')).toBeNull();
  });

  it('does not mistake an oddly spelt path for a machine path', async () => {
    for (const path of ['/%61pi/v1/echo', '//api/v1/echo', '/API/v1/echo', '/apis', '/specimen/form?/api/']) {
      const answer = await post(path, {a: '1'}, {origin: 'https://elsewhere.example'});
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  it('answers what it cannot read with a page and the right status', async () => {
    const large = await post('/specimen/form', {name: 'x'.repeat(2_000_000)});
    expect([large.status, large.headers.get('content-type')]).toEqual([413, 'text/html; charset=utf-8']);
    const cases: [string, RequestInit, number][] = [
      ['/%zz', {}, 400],
      ['/about', {method: 'PUT', body: 'x', headers: {'content-type': 'text/x-odd'}}, 404],
      ['/specimen/form', {method: 'POST', body: 'x', headers: {'content-type': 'text/x-odd'}}, 415],
      ['/specimen/form', {method: 'POST', body: '{', headers: {'content-type': 'application/json'}}, 400],
    ];
    for (const [path, init, status] of cases) {
      const answer = await fetch(web.baseUrl + path, init);
      expect([path, answer.status]).toEqual([path, status]);
      const text = await answer.text();
      expect(text).toContain('<title>Error: ');
      expect(text).not.toMatch(/FST_|Unexpected token|node_modules/);
    }
    expect((await get('/api/%zz')).headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('beside the API in one process', () => {
  it('gives errors of pages a page, and leaves those of machine paths to their own filter', async () => {
    const machineErrors: ExceptionFilter = {
      catch: (error, host) => host.switchToHttp().getResponse<FastifyReply>().code(404).send({code: 'NOT_FOUND'}),
    };
    const web = await webAlone({machineErrors});
    try {
      const machine = await fetch(`${web.baseUrl}/api/v1/nothing`);
      expect([machine.status, await machine.json()]).toEqual([404, {code: 'NOT_FOUND'}]);
      const page = await fetch(`${web.baseUrl}/nothing`);
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    } finally {
      await web.app.close();
    }
  });
});

describe('with TLS', () => {
  it('binds cookies to this host and asks browsers to stay with TLS', async () => {
    const web = await webAlone({secure: true, viewFolders: [join(import.meta.dirname, '../journeys/specimen')]}, [
      SpecimenController,
    ]);
    try {
      const answer = await fetch(`${web.baseUrl}/specimen/form`);
      expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-csrf=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      const names: string[] = Object.values<string>({...cookieNames({secure: true})});
      expect(names.filter((name) => !name.startsWith('__Host-'))).toEqual([]);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(answer.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
      expect(await (await fetch(`${web.baseUrl}/cookies`)).text()).toContain('__Host-csrf');
    } finally {
      await web.app.close();
    }
  });
});
