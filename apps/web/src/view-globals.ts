import type {FieldError} from '@app/kernel';
import nunjucks from 'nunjucks';
import type {AssetFiles} from './asset-files.js';
import type {CookieNames} from './security/cookie-names.js';
import {ENGLISH, LANGUAGES, reading} from './words/language.js';
import {problemWords} from './words/problem-words.js';
import {t} from './words/t.js';

/** Nunjucks calls a global with the template's context as `this`. */
interface TemplateContext {
  lookup(name: string): unknown;
}

/** What templates may call without importing it. */
export function viewGlobals(assets: AssetFiles, cookieNames: CookieNames) {
  return {
    cookieNames,

    /** Our words in the reader's language: `{{ t("Find support") }}`, `{{ t("{{count}} visits", {count: 3}) }}`. */
    t,
    problem: problemWords,
    /** How the page is read: its language, and whether in easy read. */
    reading,
    otherLanguages: () => [...LANGUAGES.values()].filter(({code}) => code !== reading().language.code),
    /** For what somebody wrote, or is written only in English, on a page in another language. */
    inEnglish: () => new nunjucks.runtime.SafeString(reading().language === ENGLISH ? '' : ' lang="en"'),
    asset: (name: string) => assets.url(name),

    /** The hidden field without which no form is taken: `<form method="post">{{ csrf() }}`. */
    csrf(this: TemplateContext) {
      const token = (this.lookup('csrfToken') as () => string)();
      return new nunjucks.runtime.SafeString(`<input type="hidden" name="_csrf" value="${token}">`);
    },

    /** What was wrong with one field, as govuk-frontend's components take it. */
    errorOf(this: TemplateContext, ...fields: string[]) {
      const errors = (this.lookup('errors') ?? []) as FieldError[];
      const found = errors.find((error) => fields.includes(error.field));
      return found ? {text: problemWords(found.message), visuallyHiddenText: t('Error')} : undefined;
    },

    /** What was typed into one field; before anything was sent, what it starts with. */
    typed(this: TemplateContext, field: string, initial: unknown = '') {
      const values = this.lookup('values') as Record<string, unknown> | undefined;
      if (!values) return initial;
      return Object.hasOwn(values, field) ? values[field] : '';
    },

    /** The same for checkboxes: always a list, as one answer alone arrives as text. */
    ticked(this: TemplateContext, field: string, initial: readonly string[] = []) {
      const values = this.lookup('values') as Record<string, unknown> | undefined;
      return values ? [values[field] ?? []].flat() : initial;
    },
  };
}
