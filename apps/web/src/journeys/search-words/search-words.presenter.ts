import {GENDERS, LISTING_KINDS, NEEDS, type ServiceWords} from '@app/listings';
import type {Meaning, TermView} from '@app/search';
import {t, words} from '../../words/t.js';
import {facetWords} from '../find/find.words.js';

const MEANING_WORDS: Record<Meaning, {text: string; hint: string}> = words({
  same: {
    text: 'They mean the same',
    hint: 'Whoever types one of them finds listings that say any of them.',
  },
  finds: {
    text: 'They find people for one kind of help, or with one experience',
    hint: 'Whoever types one of them finds everybody who offers it.',
  },
  quiet: {
    text: 'They say nothing about who is looked for',
    hint: 'Searches leave them out, like “near me”.',
  },
});

export function meaningChoices() {
  return (Object.keys(MEANING_WORDS) as Meaning[]).map((value) => ({
    value,
    text: MEANING_WORDS[value].text,
    hint: {text: MEANING_WORDS[value].hint},
  }));
}

/** What words can find, by what it is called here. */
export function aboutChoices(services: readonly ServiceWords[]) {
  const values = [
    ...services.map(({code}) => `service:${code}`),
    ...NEEDS.map((need) => `need:${need}`),
    ...LISTING_KINDS.map((kind) => `kind:${kind}`),
    ...GENDERS.map((gender) => `gender:${gender}`),
  ];
  return [{value: '', text: t('Choose')}, ...values.map((value) => ({value, text: aboutWords(value, services)}))];
}

export function shownTerms(terms: readonly TermView[], services: readonly ServiceWords[]) {
  return terms.map((term) => ({
    ...term,
    does: term.about ? t('Find: {{what}}', {what: aboutWords(term.about, services)}) : MEANING_WORDS[term.meaning].text,
  }));
}

function aboutWords(about: string, services: readonly ServiceWords[]): string {
  const [group = '', value = ''] = about.split(':');
  if (group === 'service') return services.find(({code}) => code === value)?.name ?? value;
  if (group === 'need') return t('Experience with: {{what}}', {what: facetWords('need', value)});
  return facetWords(group === 'kind' ? 'kind' : 'gender', value);
}
