import {describe, expect, it} from '@jest/globals';
import {catalogueFiles} from '../../apps/web/src/words/catalogues.js';
import {LANGUAGES} from '../../apps/web/src/words/language.js';
import {saidByCode} from '../support/words/code-words.js';
import {saidByLibs} from '../support/words/lib-words.js';
import {partsOf} from '../support/words/said.js';
import {saidByTemplate, templates, wordsOutsideCatalogues} from '../support/words/template-words.js';
import {NOT_CONVERTED, NOT_TRANSLATED} from '../support/words/not-converted.js';

const pages = [...templates.flatMap(saidByTemplate), ...saidByCode()];
/** Why use cases refuse: what has no translation would be shown in English. */
const refusals = saidByLibs();
const said = [...pages, ...refusals, ...saidByCode('libs')];
const counted = new Set(said.filter((each) => each.counted).map(({key}) => key));
const keys = new Set(said.map(({key}) => key));
const others = [...LANGUAGES.keys()].filter((code) => code !== 'en');
const variants = [...LANGUAGES.keys()].flatMap((code) => [code, `${code}-x-easy`]);

/** `{{count}} visits_few` is a form of `{{count}} visits`. */
function stem(key: string): string {
  const without = key.replace(/_(?:zero|one|two|few|many|other)$/, '');
  return keys.has(key) ? key : without;
}

function formsOf(key: string, language: string): string[] {
  if (!counted.has(key)) return [key];
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((form) => `${key}_${form}`);
}

describe('catalogues of words', () => {
  it.each(others)('have everything that pages say in %s', (language) => {
    const known = Object.assign({}, ...catalogueFiles(language).map(({entries}) => entries)) as object;
    const missing = [...new Set(pages.map(({key}) => key))]
      .flatMap((key) => formsOf(key, language))
      .filter((key) => !Object.hasOwn(known, key));
    expect(missing.filter((key) => !NOT_TRANSLATED.includes(stem(key)))).toEqual([]);
    expect(NOT_TRANSLATED.filter((key) => !missing.some((each) => stem(each) === key))).toEqual([]);
  });

  it.each(others)('have every reason in %s for which something is refused', (language) => {
    const known = Object.assign({}, ...catalogueFiles(language).map(({entries}) => entries)) as object;
    expect(refusals.length).toBeGreaterThan(600);
    expect(refusals.filter(({key}) => !Object.hasOwn(known, key)).map(({key, file}) => `${file}: ${key}`)).toEqual([]);
  });

  it.each(variants)('have nothing in %s that no page says, or twice', (variant) => {
    const entries = catalogueFiles(variant).flatMap(({file, entries}) =>
      Object.keys(entries).map((key) => ({file, key})),
    );
    const stale = entries.filter(({key}) => !keys.has(stem(key)));
    const twice = entries.filter(({key}, place) => entries.findIndex((other) => other.key === key) !== place);
    expect({stale, twice}).toEqual({stale: [], twice: []});
  });

  it.each(variants)('keep the figures and tags of each sentence in %s', (variant) => {
    const wrong = catalogueFiles(variant).flatMap(({entries}) =>
      Object.entries(entries).filter(([key, sentence]) => !keepsParts(stem(key), sentence)),
    );
    expect(wrong).toEqual([]);
  });

  it('leave no text in templates that they could not change', () => {
    const outside = templates.filter((file) => wordsOutsideCatalogues(file).length > 0);
    // A list that only gets shorter.
    expect(
      outside.filter((file) => !NOT_CONVERTED.includes(file)).map((file) => [file, wordsOutsideCatalogues(file)]),
    ).toEqual([]);
    expect(NOT_CONVERTED.filter((file) => !outside.includes(file))).toEqual([]);
  });
});

/** One visit may be said without its figure. */
function keepsParts(key: string, sentence: string): boolean {
  const [wanted, kept] = [partsOf(key), partsOf(sentence)];
  return wanted === kept || (counted.has(key) && wanted.replace(/\{\{count\}\} ?/, '').trim() === kept);
}
