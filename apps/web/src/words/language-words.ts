import {languageName} from '@app/listings';
import {ENGLISH, reading} from './language.js';
import {words} from './t.js';

/** Those that the Unicode tables leave out. */
const OWN: Readonly<Record<string, string>> = words({
  bfi: 'British Sign Language',
  isg: 'Irish Sign Language',
  jam: 'Jamaican Patois',
  syl: 'Sylheti',
});

const names = new Map<string, Intl.DisplayNames>();

/** A language’s name in the reader’s own: Polish, polski. */
export function languageWords(code: string): string {
  const english = languageName(code);
  if (english === null) return code;
  const {language} = reading();
  if (language.code === ENGLISH.code) return english;
  const known =
    names.get(language.locale) ?? new Intl.DisplayNames(language.locale, {type: 'language', fallback: 'none'});
  names.set(language.locale, known);
  return known.of(code) ?? OWN[code] ?? english;
}
