import {catalogue} from '../../../apps/web/src/words/catalogues.js';
import {LANGUAGES} from '../../../apps/web/src/words/language.js';
import {translations} from '../../../apps/web/src/words/t.js';

/** Stands for a language that says everything in English, between these; dates and sums are as Japanese writes them. */
export const MARKED = 'eo';

const FORM = /_(?:one|few|many|other)$/;

/** Adds it to the languages that pages can be read in. What a page then says without marks is in no catalogue. */
export function addMarkedLanguage(): void {
  LANGUAGES.set(MARKED, {code: MARKED, name: '', tag: MARKED, locale: 'ja-JP'});
  const keys = Object.keys(catalogue('pl'));
  const marked = keys.map((key) => [key.replace(FORM, (form) => (form === '_one' ? form : '_other')), mark(key)]);
  translations.addResourceBundle(MARKED, 'translation', Object.fromEntries(marked));
}

/** The languages are the process's, which runs other tests after these. */
export function removeMarkedLanguage(): void {
  LANGUAGES.delete(MARKED);
  translations.removeResourceBundle(MARKED, 'translation');
}

function mark(key: string): string {
  return `⟦${key.replace(FORM, '')}⟧`;
}

/** What stands on a page outside of all marks, in Latin letters; and what is read out in its place. */
export function unmarked(html: string): string[] {
  const read = [...html.matchAll(/ (?:aria-label|alt|title|placeholder|data-label)="([^"]*)"/g)].map(
    ([, text = '']) => text,
  );
  const shown = html.replace(/<(script|style|textarea|title)\b.*?<\/\1>/gs, '').replace(/<(?:"[^"]*"|[^">])*>/g, '\n');
  return [shown, ...read].flatMap(outsideMarks).filter((text) => /\p{Script=Latin}{2}/u.test(text));
}

function outsideMarks(text: string): string[] {
  let rest = text;
  // Marks stand within marks where words are put into a sentence.
  while (/⟦[^⟦⟧]*⟧/.test(rest)) rest = rest.replace(/⟦[^⟦⟧]*⟧/g, '\n');
  return rest.split('\n').map((each) => each.trim());
}
