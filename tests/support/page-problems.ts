import type {Page as BrowserPage} from 'playwright-core';

/**
 * Listens to a page for what must never happen: errors in its console (a violated content policy is one), scripts
 * that fail, files that do not come, and requests to anybody but ourselves.
 */
export class PageProblems {
  private found: string[] = [];
  private lastStatus = 0;

  constructor(page: BrowserPage, baseUrl: string) {
    page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      // The browser also complains of a page whose status says error; that status is checked by itself.
      if (message.location().url === page.url() && message.text().startsWith('Failed to load resource')) return;
      this.found.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.found.push(`script: ${error.message}`));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(baseUrl).origin) this.found.push(`foreign: ${request.url()}`);
    });
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? 'failed';
      // Leaving a page stops what it was still loading.
      if (reason !== 'net::ERR_ABORTED') this.found.push(`${reason}: ${request.url()}`);
    });
    page.on('response', (response) => {
      const isPage = response.request().isNavigationRequest();
      if (isPage) this.lastStatus = response.status();
      else if (response.status() >= 400) this.found.push(`${response.status()}: ${response.url()}`);
    });
  }

  /** The status of the page last loaded, after redirects. */
  get status(): number {
    return this.lastStatus;
  }

  /** What happened since it was last asked. */
  take(): string[] {
    const found = this.found;
    this.found = [];
    return found;
  }
}
