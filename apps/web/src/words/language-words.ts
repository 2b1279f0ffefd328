import {languageName} from '@app/listings';
import {ENGLISH, reading} from './language.js';
import {t} from './t.js';

const names = new Map<string, Intl.DisplayNames>();

/** A language’s name in the reader’s own: Polish, polski. */
export function languageWords(code: string): string {
  const english = languageName(code) ?? code;
  const {language} = reading();
  if (language.code === ENGLISH.code) return english;
  const known =
    names.get(language.locale) ?? new Intl.DisplayNames(language.locale, {type: 'language', fallback: 'none'});
  names.set(language.locale, known);
  return known.of(code) ?? t(english);
}
