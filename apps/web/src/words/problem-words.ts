import {ENGLISH, reading, variant} from './language.js';
import {t, translations} from './t.js';

/**
 * What was wrong, in the reader's language. Use cases say it in English, figures and all, so a sentence with figures
 * is found by its shape: `{{1}} must be {{2}} characters or fewer`.
 */
export function problemWords(message: string): string {
  if (reading().language === ENGLISH) return message;
  const said = t(message);
  if (said !== message) return said;
  for (const {pattern, key} of shapes()) {
    const match = pattern.exec(message);
    if (match) return t(key, Object.fromEntries(match.slice(1).map((figure, index) => [index + 1, t(figure)])));
  }
  return message;
}

interface Shape {
  pattern: RegExp;
  key: string;
}

const known = new Map<string, Shape[]>();

/** Those of a language, the longest first: it says most about what it takes. */
function shapes(): Shape[] {
  const name = variant({...reading(), easy: false});
  const made = known.get(name) ?? shapesIn(name);
  known.set(name, made);
  return made;
}

function shapesIn(name: string): Shape[] {
  return Object.keys(translations.getResourceBundle(name, 'translation') as object)
    .filter((key) => key.includes('{{1}}') && hasWords(key))
    .sort((a, b) => b.length - a.length)
    .map((key) => ({
      key,
      pattern: new RegExp(
        `^${key
          .split(/\{\{\d+\}\}/)
          .map(literally)
          .join('(.+?)')}$`,
        's',
      ),
    }));
}

/** A sentence of figures alone would take anything. */
function hasWords(key: string): boolean {
  return /\p{L}{2}/u.test(key.replace(/\{\{\d+\}\}/g, ''));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
