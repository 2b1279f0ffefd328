import type {PagesApp} from './pages-app.js';
import type {TestPerson} from './people.js';

/** A page as it came, read without a browser. */
export class Answer {
  constructor(
    readonly status: number,
    /** Where a redirect leads. */
    readonly location: string,
    readonly html: string,
  ) {}

  /** The lines of the error summary. */
  get errors(): string[] {
    const list = /govuk-error-summary__list">(.*?)<\/ul>/s.exec(this.html)?.[1] ?? '';
    return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map((match) => plain(match[1] ?? ''));
  }

  /** The same, each with where its link leads: `Enter the date (#date-day)`. */
  get linkedErrors(): string[] {
    const list = /govuk-error-summary__list">(.*?)<\/ul>/s.exec(this.html)?.[1] ?? '';
    return [...list.matchAll(/<li>(?:<a href="([^"]*)">)?(.*?)<\/li>/gs)].map(([, href, message]) =>
      href ? `${plain(message ?? '')} (${href})` : plain(message ?? ''),
    );
  }

  /** What the first form of the page would send as it stands, without its token: typed and hidden text, and what is ticked. */
  get fields(): Record<string, string> {
    const form = /<main.*?<form[^>]*>(.*?)<\/form>/s.exec(this.html)?.[1] ?? '';
    const fields: Record<string, string> = {};
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const name = / name="([^"]*)"/.exec(tag)?.[1] ?? '_csrf';
      const left = /type="(?:radio|checkbox)"/.test(tag) && !/ checked/.test(tag);
      if (name !== '_csrf' && !left) fields[name] = plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? '');
    }
    return fields;
  }

  /** What stands in the box of this name; of radio buttons the one that is chosen, of checkboxes all that are ticked. */
  value(name: string): string | null {
    const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>(.*?)</textarea>`, 's').exec(this.html);
    if (area) return plain(area[1] ?? '');
    const tags = [...this.html.matchAll(/<(?:input|option)[^>]*>/g)].map((match) => match[0]);
    const named = tags.filter((tag) => tag.includes(` name="${name}"`));
    const choice = named.some((tag) => /type="(?:radio|checkbox)"/.test(tag));
    const shown = choice ? named.filter((tag) => / checked/.test(tag)) : named;
    const values = shown.map((tag) => plain(/ value="([^"]*)"/.exec(tag)?.[1] ?? ''));
    return values.length ? values.join() : null;
  }

  get text(): string {
    return plain(/<main.*<\/main>/s.exec(this.html)?.[0] ?? this.html);
  }
}

/** Somebody who reads pages and sends forms, with cookies of their own. */
export class Visitor {
  private readonly cookies = new Map<string, string>();
  private token: string | null = null;

  constructor(
    private readonly pages: PagesApp,
    person: TestPerson | null,
  ) {
    if (person) this.cookies.set('session', person.token);
  }

  async get(path: string): Promise<Answer> {
    return this.read(await fetch(this.pages.baseUrl + path, {headers: this.headers(), redirect: 'manual'}));
  }

  /** Sends a form with the token that every page for somebody signed in carries. */
  async post(path: string, fields: Record<string, string | string[]> = {}): Promise<Answer> {
    if (!this.token) await this.get('/help');
    return this.send(path, {_csrf: this.token ?? '', ...fields});
  }

  /** The same as another website would send it. */
  async send(path: string, fields: Record<string, string | string[]>): Promise<Answer> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields)) for (const each of [values].flat()) body.append(name, each);
    const init = {method: 'POST', body, headers: this.headers(), redirect: 'manual'} as const;
    return this.read(await fetch(this.pages.baseUrl + path, init));
  }

  /** A form with a file, after its other fields. */
  async postFile(
    path: string,
    fields: Record<string, string>,
    {name, content}: {name: string; content: Buffer<ArrayBuffer>},
  ): Promise<Answer> {
    if (!this.token) await this.get('/help');
    const body = new FormData();
    for (const [field, value] of Object.entries({_csrf: this.token ?? '', ...fields})) body.append(field, value);
    body.append('file', new Blob([content]), name);
    const init = {method: 'POST', body, headers: this.headers(), redirect: 'manual'} as const;
    return this.read(await fetch(this.pages.baseUrl + path, init));
  }

  /** For a form that these methods do not send. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private headers(): Record<string, string> {
    return {cookie: this.cookie};
  }

  private async read(response: Response): Promise<Answer> {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.cookies.set(name, value);
    }
    const html = await response.text();
    // What a page knows must not hide what its frame says of the council.
    if (response.ok && html.includes('provided by .')) throw new Error(`${response.url} does not name its council`);
    this.token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.token;
    return new Answer(response.status, response.headers.get('location') ?? '', html);
  }
}

function plain(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const entities: Record<string, string> = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&'};
  return text.replaceAll(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? entity);
}
