import {createInstance, type TFunction} from 'i18next';
import {catalogue} from './catalogues.js';
import {ENGLISH, LANGUAGES, reading, variant} from './language.js';

/** What stands in a sentence; `count` also chooses its plural form. */
export type Figures = Record<string, unknown>;

const VARIANTS = [...LANGUAGES.keys()].flatMap((code) => [code, `${code}-x-easy`]);

/**
 * The sentences themselves are the keys, as gettext has it, so nothing in them separates anything. English needs a
 * catalogue only for what is said of one: `{{count}} visits_one`.
 */
export const translations = createInstance();
void translations.init({
  initAsync: false,
  lng: ENGLISH.code,
  // pl-x-easy, pl, en: the nearest that has the sentence.
  fallbackLng: (code: string) => [code.split('-', 1)[0] ?? code, ENGLISH.code],
  load: 'currentOnly',
  keySeparator: false,
  nsSeparator: false,
  // Escaping is the template's, which knows where the words go.
  interpolation: {escapeValue: false},
  resources: Object.fromEntries(VARIANTS.map((each) => [each, {translation: catalogue(each)}])),
});

const fixed = new Map<string, TFunction>();

function translator(): TFunction {
  const name = variant(reading());
  const known = fixed.get(name) ?? translations.getFixedT(name);
  fixed.set(name, known);
  return known;
}

/**
 * Our words in the reader's language; the English ones when there are no others.
 * `t('Find support')`, `t('{{count}} visits', {count: 3})`
 */
export function t(words: string, figures?: Figures): string {
  // What somebody typed may come this way within a sentence of ours: nothing in it is taken for a placeholder.
  return translator()(words, figures ? {...figures, nest: false} : {skipInterpolation: true, nest: false});
}

/** Whether there are words for this sentence in the reader's language. */
export function isKnown(words: string): boolean {
  return reading().language === ENGLISH || translations.exists(words, {lng: variant(reading()), fallbackLng: []});
}

/**
 * A table of words, each of which is in the reader's language when it is read:
 * `export const UNIT_WORDS = words({hour: 'an hour', night: 'a night'})`.
 */
export function words<Table extends object>(table: Table): Table {
  return new Proxy(table, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value === 'string') return t(value);
      return value && typeof value === 'object' ? words(value) : value;
    },
  });
}
