import {PASSWORD, type TestPerson} from './people.js';

export interface PageAnswer {
  status: number;
  html: string;
  /** Where a redirect leads. */
  location: string;
}

/** A browser without a window: it keeps cookies, reads a form and sends it back as a browser would. */
export class FormClient {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly baseUrl: string) {}

  static async signedIn(baseUrl: string, person: TestPerson): Promise<FormClient> {
    const client = new FormClient(baseUrl);
    const {html} = await client.get('/sign-in');
    const answer = await client.post('/sign-in', {...fieldsOf(html), email: person.email, password: PASSWORD});
    if (answer.status !== 303) throw new Error(`signing in gave ${answer.status}`);
    return client;
  }

  get(path: string): Promise<PageAnswer> {
    return this.request(path, {});
  }

  /** Exactly these fields; see `fieldsOf` for those of a page. */
  post(path: string, fields: Record<string, string | string[]>): Promise<PageAnswer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    return this.request(path, {method: 'POST', body});
  }

  private async request(path: string, init: RequestInit): Promise<PageAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.baseUrl + path, {...init, headers: {cookie}, redirect: 'manual'});
    for (const header of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      this.cookies.set(name, value);
    }
    return {status: answer.status, html: await answer.text(), location: answer.headers.get('location') ?? ''};
  }
}

/** What the first form of a page's main part would send as it stands: typed and hidden text, and what is ticked. */
export function fieldsOf(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'));
  const form = /<form[^>]*>([\s\S]*?)<\/form>/.exec(main)?.[1] ?? '';
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1];
    const type = of('type') ?? 'text';
    const ticked = !['radio', 'checkbox'].includes(type) || /\schecked\b/.test(input);
    const name = of('name');
    if (name && ticked) fields[name] = unescaped(of('value') ?? '');
  }
  return fields;
}

/** The lines of the error summary, with where each leads. */
export function errorsOf(html: string): string[] {
  const list = /govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(html)?.[1] ?? '';
  return [...list.matchAll(/<li>(?:<a href="([^"]*)">)?([^<]*)/g)].map(([, href, text]) =>
    unescaped(`${text?.trim()}${href ? ` (${href})` : ''}`),
  );
}

/** What stands on a page, as one line of words. */
export function wordsOf(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return unescaped(main.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' '));
}

function unescaped(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
