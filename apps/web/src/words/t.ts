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

function translator(name: string): TFunction {
  const known = fixed.get(name) ?? translations.getFixedT(name);
  fixed.set(name, known);
  return known;
}

const plurals = new Map<string, Intl.PluralRules>();

/** Which form of a plural this many takes, in each language: `one few`. */
function formsOf(count: number): string {
  return [...LANGUAGES.keys()]
    .map((code) => {
      const rules = plurals.get(code) ?? new Intl.PluralRules(code);
      plurals.set(code, rules);
      return rules.select(count);
    })
    .join(' ');
}

const MOST_REMEMBERED = 10_000;
const remembered = new Map<string, string>();

/** As it stands in the catalogue. A page has hundreds, and looking one up takes longer than writing it: each is looked up once. */
function sentence(name: string, words: string, count?: number): string {
  const key = count === undefined ? `${name} ${words}` : `${name} ${formsOf(count)} ${words}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const said = translator(name)(words, {count, skipInterpolation: true, nest: false});
  // What somebody typed may be asked for too, and there is no end of that.
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, said);
  return said;
}

/** As it is written in a sentence. */
const text = (figure: unknown) => (figure === undefined || figure === null ? '' : `${figure as string}`);

/**
 * Our words in the reader's language; the English ones when there are no others.
 * `t('Find support')`, `t('{{count}} visits', {count: 3})`
 */
export function t(words: string, figures?: Figures): string {
  const name = variant(reading());
  if (!figures) return sentence(name, words);
  const {count} = figures;
  // What somebody typed may come this way within a sentence of ours: nothing in it is taken for a placeholder.
  return sentence(name, words, typeof count === 'number' ? count : undefined).replace(
    /\{\{(\w+)\}\}/g,
    (_, figure: string) => text(figures[figure]),
  );
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
