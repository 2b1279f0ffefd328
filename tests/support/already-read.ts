import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** What axe has read without complaint in this run of the tests, in whichever file: it need not read it twice. */
export class AlreadyRead {
  private readonly folder = process.env.TEST_PAGES_READ ?? '';

  has(skeleton: string): boolean {
    return existsSync(this.file(skeleton));
  }

  add(skeleton: string): void {
    mkdirSync(this.folder, {recursive: true});
    writeFileSync(this.file(skeleton), '');
  }

  private file(skeleton: string): string {
    return join(this.folder, createHash('sha256').update(skeleton).digest('hex'));
  }
}

const TAG = /<(?<name>[a-z][^\s>]*)(?<attributes>[^>]*)>/g;
/** Their values are somebody's data, or chance; that they are there, and whether empty, is part of the build. */
const FILLED = /\b(value|href|action|content|nonce|src|alt|title|aria-label|data-[\w-]+)="[^"]+"/g;
const CHANCE = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/g;
/** As many rows as there may be, a table is built the same. */
const REPEATED =
  /(<(tr|li|option|dl|div class="govuk-(?:summary-list__row|checkboxes__item|radios__item))\b(?:(?!<\2\b).)*?<\/(?:tr|li|option|dl|div)>)\1+/gs;

/** How a page is built, its frame and its main part: without words and data, of which axe has no rule. */
export function skeletons(html: string): string[] {
  const [main = ''] = /<main.*<\/main>/s.exec(html) ?? [];
  return [html.replace(main, () => '<main>'), main].map(skeleton);
}

function skeleton(html: string): string {
  return html
    .replace(/>[^<]+/g, (text) => (text.slice(1).trim() ? '>x' : '>'))
    .replace(TAG, (tag) => tag.replace(FILLED, '$1="x"').replace(CHANCE, '#'))
    .replace(REPEATED, '$1');
}
