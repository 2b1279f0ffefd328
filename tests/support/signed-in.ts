import type {TestBrowser} from './browser.js';
import type {Page} from './page.js';
import type {PagesApp} from './pages-app.js';
import type {TestPerson} from './people.js';

interface Window {
  javaScript?: boolean;
  width?: number;
  keyboard?: boolean;
}

/** A browser in which somebody has signed in already; the page for signing in has a test of its own. */
export async function signedIn(
  browser: TestBrowser,
  {baseUrl}: PagesApp,
  person: Pick<TestPerson, 'token'>,
  window: Window = {},
): Promise<Page> {
  const page = await browser.newPage({baseUrl, ...window});
  await page.browserPage.context().addCookies([{name: 'session', value: person.token, url: baseUrl}]);
  return page;
}
