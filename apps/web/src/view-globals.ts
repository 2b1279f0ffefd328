import type {FieldError} from '@app/kernel';
import nunjucks from 'nunjucks';
import type {AssetFiles} from './asset-files.js';
import type {CookieNames} from './security/cookie-names.js';

/** Nunjucks calls a global with the template's context as `this`. */
interface TemplateContext {
  lookup(name: string): unknown;
}

/** What templates may call without importing it. */
export function viewGlobals(assets: AssetFiles, cookieNames: CookieNames) {
  return {
    cookieNames,
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
      return found ? {text: found.message} : undefined;
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
