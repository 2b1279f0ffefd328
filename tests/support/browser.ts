import {type Browser, chromium} from 'playwright-core';
import {BesidePage} from './beside-page.js';
import {findChromium} from './chromium.js';
import {PageChecks} from './page-checks.js';
import {Page} from './page.js';

export interface PageOptions {
  baseUrl: string;
  /** Off: pages must work without their script. */
  javaScript?: boolean;
  width?: number;
  height?: number;
  keyboard?: boolean;
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** A real Chromium. One per test file; each page has cookies of its own, as another person's browser has. */
export class TestBrowser {
  private readonly checks = new PageChecks();
  private readonly pages: Page[] = [];

  constructor(private readonly browser: Browser) {}

  async newPage({
    baseUrl,
    javaScript = true,
    width = 1280,
    height = 900,
    keyboard = false,
  }: PageOptions): Promise<Page> {
    const context = await this.browser.newContext({baseURL: baseUrl, viewport: {width, height}, locale: 'en-GB'});
    context.setDefaultTimeout(45_000);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const opened = new Page(page, session, new BesidePage(session), this.checks, {
      baseUrl,
      javaScript,
      width,
      height,
      keyboard,
    });
    await opened.open();
    this.pages.push(opened);
    return opened;
  }

  /** Ends everything. Fails when a page that the test did not close itself had a problem. */
  async close(): Promise<void> {
    try {
      for (const page of this.pages) await page.close();
    } finally {
      await this.browser.close();
    }
  }
}

export async function openBrowser(): Promise<TestBrowser> {
  const {path, env} = findChromium();
  const browser = await chromium.launch({
    executablePath: path,
    args: ARGUMENTS,
    env: {...(process.env as Record<string, string>), ...env},
  });
  return new TestBrowser(browser);
}
