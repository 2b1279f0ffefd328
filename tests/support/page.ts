/// <reference lib="dom" />
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Page as BrowserPage, CDPSession} from 'playwright-core';
import {AXE_LOADER} from './axe.js';
import type {BesidePage} from './beside-page.js';
import type {Focused} from './focus.js';
import {Keyboard, pointer, type Hands} from './hands.js';
import type {PageChecks} from './page-checks.js';
import {PageProblems} from './page-problems.js';

interface Mode {
  baseUrl: string;
  javaScript: boolean;
  width: number;
  height: number;
  /** Nothing is clicked: every link, box and button is reached by keys alone. */
  keyboard: boolean;
}

/** The status that the next page should have. */
interface Expected {
  status?: number;
}

/** A page as a person meets it: by labels and names. Each page that it comes to is checked (see PageChecks). */
export class Page {
  private readonly problems: PageProblems;
  private readonly keyboard: Keyboard;
  private readonly hands: Hands;
  private closed = false;

  constructor(
    /** For what these methods do not cover. */
    readonly browserPage: BrowserPage,
    private readonly session: CDPSession,
    private readonly beside: BesidePage,
    private readonly checks: PageChecks,
    private readonly mode: Mode,
  ) {
    this.problems = new PageProblems(browserPage, mode.baseUrl);
    this.keyboard = new Keyboard(browserPage);
    this.hands = mode.keyboard ? this.keyboard : pointer;
  }

  async open(): Promise<void> {
    await this.beside.open(AXE_LOADER);
    await this.allowScripts(this.mode.javaScript);
  }

  async goto(path: string, expected: Expected = {}): Promise<void> {
    await this.browserPage.goto(path, {waitUntil: 'load'});
    await this.check(expected);
  }

  /** Follows a link, by what it says. */
  async follow(name: string | RegExp, expected: Expected = {}): Promise<void> {
    const link = this.browserPage.getByRole('link', {name, exact: typeof name === 'string'});
    await this.leave(() => this.hands.press(link.first()), expected);
  }

  /** Presses a button that sends a form. */
  async submit(name: string | RegExp, expected: Expected = {}): Promise<void> {
    const button = this.browserPage.getByRole('button', {name, exact: typeof name === 'string'});
    await this.leave(() => this.hands.press(button.first()), expected);
  }

  /** Presses a key that leads to another page: Enter on a link or in a form. */
  async pressToLeave(key: string, expected: Expected = {}): Promise<void> {
    await this.leave(() => this.browserPage.keyboard.press(key), expected);
  }

  async press(key: string): Promise<void> {
    await this.browserPage.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.browserPage.keyboard.type(text);
  }

  async fill(label: string, value: string): Promise<void> {
    await this.hands.fill(this.browserPage.getByLabel(label, {exact: true}), value);
  }

  /** The three boxes of a day, by what they are together called: `2027-03-26`. */
  async fillDay(legend: string, day: string): Promise<void> {
    const [year = '', month = '', date = ''] = day.split('-');
    const boxes = this.browserPage.getByRole('group', {name: legend, exact: true});
    for (const [label, value] of [
      ['Day', date],
      ['Month', month],
      ['Year', year],
    ] as const) {
      await this.hands.fill(boxes.getByLabel(label, {exact: true}), String(Number(value)));
    }
  }

  /** A radio or a checkbox; with several of the same name, the one in this group. */
  async choose(label: string, legend?: string): Promise<void> {
    const scope = legend ? this.browserPage.getByRole('group', {name: legend, exact: true}) : this.browserPage;
    await this.hands.choose(scope.getByLabel(label, {exact: true}));
  }

  async select(label: string, option: string): Promise<void> {
    await this.browserPage.getByLabel(label, {exact: true}).selectOption({label: option});
  }

  async value(label: string): Promise<string> {
    return this.browserPage.getByLabel(label, {exact: true}).inputValue();
  }

  async heading(): Promise<string> {
    return (await this.browserPage.locator('h1').innerText()).trim();
  }

  /** What stands on the page, as one line of words. */
  async text(selector = 'body'): Promise<string> {
    return (await this.browserPage.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
  }

  /** The path that the browser shows, with its query. */
  get path(): string {
    const {pathname, search} = new URL(this.browserPage.url());
    return pathname + search;
  }

  /** The lines of the error summary; a link within the page must lead to something on it. */
  async errors(): Promise<string[]> {
    const lines = await this.browserPage.locator('.govuk-error-summary__list li').evaluateAll((items) =>
      items.map((item) => {
        const href = item.querySelector('a')?.getAttribute('href') ?? '';
        const found = !href.startsWith('#') || document.getElementById(href.slice(1)) !== null;
        return `${item.textContent.trim()}${found ? '' : ` [leads nowhere: ${href}]`}`;
      }),
    );
    return lines;
  }

  /** Moves on with the Tab key and says where it is; fails when the focus cannot be seen. */
  tab(key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Focused> {
    return this.keyboard.tab(key);
  }

  /** Presses Tab until the focus stands on what has this name. */
  async tabTo(name: string): Promise<void> {
    const passed: string[] = [];
    while (passed.length < 100) {
      const now = await this.tab();
      if (now.name === name) return;
      passed.push(now.name);
    }
    throw new Error(`Tab never came to «${name}», only to: ${passed.join(' | ')}`);
  }

  /** Keeps a picture of the whole page when the environment names a folder in SHOTS. */
  async shot(name: string): Promise<void> {
    const folder = process.env.SHOTS;
    if (!folder) return;
    mkdirSync(folder, {recursive: true});
    const mode = `${this.mode.width}${this.mode.javaScript ? '' : '-without-javascript'}${this.mode.keyboard ? '-keyboard' : ''}`;
    await this.browserPage.screenshot({path: join(folder, `${name}-${mode}.png`), fullPage: true});
  }

  /** Fails when something went wrong since the last check. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const problems = this.problems.take();
    const url = this.browserPage.url();
    await this.browserPage.context().close();
    fail(url, problems);
  }

  private async leave(act: () => Promise<void>, expected: Expected): Promise<void> {
    const loaded = this.browserPage.waitForEvent('load');
    // When the action itself fails, that is the error to show.
    loaded.catch(() => undefined);
    await act();
    await loaded;
    await this.check(expected);
  }

  private async check({status = 200}: Expected): Promise<void> {
    const came = this.problems.status;
    const problems = this.problems.take();
    if (came !== status) problems.unshift(`status ${came} came, ${status} was expected`);
    // A page that came without its script is read with scripts allowed: that starts none of its own any more.
    if (!this.mode.javaScript) await this.allowScripts(true);
    problems.push(...(await this.checks.problems(this.browserPage, this.beside, came, this.mode)));
    if (!this.mode.javaScript) await this.allowScripts(false);
    fail(this.browserPage.url(), [...problems, ...this.problems.take()]);
  }

  private async allowScripts(allowed: boolean): Promise<void> {
    await this.session.send('Emulation.setScriptExecutionDisabled', {value: !allowed});
  }
}

function fail(url: string, problems: string[]): void {
  if (problems.length) throw new Error(`${url}\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
}
