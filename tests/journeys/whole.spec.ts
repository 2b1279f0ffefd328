import {rmSync} from 'node:fs';
import {addDays, londonDay, startOfDay, weekday} from '@app/kernel';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {openBrowser, type PageOptions, type TestBrowser} from '../support/browser.js';
import type {Page} from '../support/page.js';
import {ProductProcess} from '../support/process.js';
import {scratch} from '../support/scratch.js';
import {until} from '../support/until.js';

const keyboard = {keyboard: true};

/** The product as `npm start` starts it, with its demonstration: a newcomer's first hour, by keyboard alone. */
describe('the whole journey, with the demonstration', () => {
  const dataDir = scratch('whole');
  const monday = addDays(londonDay(new Date()), 8 - weekday(londonDay(new Date())));
  let product: ProductProcess;
  let browser: TestBrowser;

  const start = () => ProductProcess.start('standalone', {DATA_DIR: dataDir});

  beforeAll(async () => {
    [product, browser] = await Promise.all([start(), openBrowser()]);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(dataDir, {recursive: true, force: true});
  });

  async function enter(who: string, page: Page): Promise<void> {
    await page.fill('Email address', `${who}@demo.example`);
    await page.fill('Password', 'alongside-demo');
    await page.submit('Sign in');
  }

  async function signedIn(who: string, mode: Omit<PageOptions, 'baseUrl'>): Promise<Page> {
    const page = await browser.newPage({baseUrl: product.url, ...mode});
    await page.goto('/sign-in');
    await enter(who, page);
    return page;
  }

  it('leads from a postcode to money held, promised and spent', async () => {
    const holder = await browser.newPage({baseUrl: product.url, ...keyboard});
    await holder.goto('/');
    await holder.fill('Postcode or place', 'NG1 5DT');
    await holder.fill('What would help? (optional)', 'company and meals');
    await holder.submit('Search');
    await holder.follow('Amina K.');
    expect(await holder.text('main')).toMatch(/Accredited by Nottinghamshire, checked \d+ \w+ 20\d\d/);
    await holder.submit('Sign in');
    await enter('holder', holder);
    expect(await holder.heading()).toBe('Amina K.');

    await holder.submit('Agree terms');
    await holder.choose('They are self-employed');
    await holder.fill('Reference of the employment status check, if they are self-employed', 'CEST 4471');
    await holder.fillDay('Day of that check', '2026-01-06');
    await holder.choose('No');
    await holder.submit('Continue');
    await holder.submit('Send these terms');
    expect(await holder.heading()).toBe('Terms sent');

    const pa = await signedIn('pa', keyboard);
    await pa.follow('Waiting for you');
    await pa.follow('Terms from Margaret Oakley');
    await pa.submit('Accept these terms');

    const before = await figures(holder);
    const [visits, cost] = await book(holder);
    expect(visits).toBe(5);
    const held = await figures(holder);
    expect(held).toEqual({...before, aside: before.aside + cost, left: before.left - cost});

    await pa.follow('Waiting for you');
    await pa.follow('Margaret Oakley asks for 5 visits');
    await pa.submit('Accept all 5 visits');
    await pa.close();
    const promised = await figures(holder);
    expect(promised).toEqual({...held, aside: before.aside, promised: before.promised + cost});

    await recordHours();
    await holder.follow('My support');
    const [, pounds = ''] = /Approve £([\d.]+)/.exec(await holder.text('main')) ?? [];
    const form = (await holder.browserPage.locator('form[action$="/approve"]').first().getAttribute('action')) ?? '';
    await holder.submit(new RegExp(`^Approve £${pounds}`));
    const spent = await figures(holder);
    const approved = await visit(form.split('/')[2] ?? '');
    expect(approved).toMatchObject({status: 'approved', actual_pence: pence(pounds)});
    const isOfThisPeriod = new Date(approved.starts_at) >= startOfDay(await periodStart());
    expect(spent.spent - promised.spent).toBe(isOfThisPeriod ? pence(pounds) : 0);
    expect(spent.left).toBeGreaterThanOrEqual(promised.left); // what was booked beyond the recorded hours comes back

    await product.kill();
    product = await start();
    const again = await signedIn('holder', {});
    expect(await figures(again)).toEqual(spent);
    await again.close();
  }, 120_000);

  it('leads from evidence to a decision by somebody else, and at once to being found', async () => {
    expect(await found('Josie')).toEqual([]);
    const officer = await signedIn('officer', keyboard);
    await officer.follow('Register');
    await officer.follow('Josie Barnes');
    expect(await officer.text('main')).toContain('Ready for a decision');
    await officer.close();

    const approver = await signedIn('approver', keyboard);
    await approver.follow('Register');
    await approver.follow('Josie Barnes');
    await approver.submit('Decide this application');
    await approver.choose('Approve');
    await approver.submit('Continue');
    await approver.fill('Reasons for the file', 'Everything was seen.');
    await approver.submit('Continue');
    await approver.submit('Record this decision');
    await until(async () => (await found('Josie')).length > 0);
    expect(await found('Josie')).toEqual(['Josie B.']);
    await approver.close();
  }, 60_000);

  /** A PA with a visit that is over, and hours to write down. */
  async function recordHours(): Promise<void> {
    const pa = await signedIn('pa2', keyboard);
    await pa.follow('Waiting for you');
    await pa.follow(/^Record hours/);
    await pa.submit('Continue');
    await pa.submit('Send for approval');
    expect(await pa.text('main')).toContain('can now approve these hours');
    await pa.close();
  }

  /** What the holder's own program would read. */
  async function asHolder<T>(path: string): Promise<T> {
    const base = `${product.url}/api/v1`;
    const headers = {'Content-Type': 'application/json'};
    const body = JSON.stringify({email: 'holder@demo.example', password: 'alongside-demo'});
    const {token} = (await (await fetch(`${base}/sessions`, {method: 'POST', headers, body})).json()) as {
      token: string;
    };
    return (await (await fetch(base + path, {headers: {Authorization: `Bearer ${token}`}})).json()) as T;
  }

  async function visit(id: string) {
    type Visit = {id: string; status: string; starts_at: string; actual_pence: number | null};
    const today = londonDay(new Date());
    const {items} = await asHolder<{items: Visit[]}>(`/visits?from=${addDays(today, -40)}&to=${today}`);
    const found = items.find((each) => each.id === id);
    if (!found) throw new Error(`no visit ${id}`);
    return found;
  }

  async function periodStart(): Promise<string> {
    type Budgets = {items: {lines: {period: {starts_on: string}}[]}[]};
    return (await asHolder<Budgets>('/budgets')).items[0]?.lines[0]?.period.starts_on ?? '';
  }

  /** The names of those whom anybody finds near the middle of Nottingham. */
  async function found(words: string): Promise<string[]> {
    const answer = await fetch(`${product.url}/api/v1/search?near=NG1+5DT&q=${words}`);
    return ((await answer.json()) as {items: {name: string}[]}).items.map(({name}) => name);
  }

  /** Weekday mornings of the coming week. @returns how many visits, and what they cost together */
  async function book(page: Page): Promise<[number, number]> {
    await page.follow('My support');
    await page.follow('Book Amina K.');
    await page.choose('Every week');
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) await page.choose(day);
    await page.fillDay('Which day?', monday);
    await page.fillDay('Until when?', addDays(monday, 4));
    await page.fill('Start time', '9am');
    await page.fill('End time', '11am');
    await page.submit('See what it costs');
    const said = /Visits (\d+) Cost in all £([\d,.]+)/.exec(await page.text('main'));
    await page.submit('Ask for these visits');
    expect(await page.text('.govuk-panel')).toMatch(/Your reference [2-9A-Z]{4}-[2-9A-Z]{4}$/);
    return [Number(said?.[1]), pence(said?.[2])];
  }

  async function figures(page: Page) {
    await page.follow('My budget');
    const text = await page.text('.app-figures');
    const figure = (name: string) => pence(new RegExp(`${name} £([\\d,.]+)`).exec(text)?.[1]);
    return {left: figure('Left'), aside: figure('Set aside'), promised: figure('Promised'), spent: figure('Spent')};
  }
});

function pence(pounds = ''): number {
  return Math.round(Number(pounds.replaceAll(',', '')) * 100);
}
