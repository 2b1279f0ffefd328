import {formatDay, isDay} from '@app/kernel';
import type {Letter} from '../templates/letter.js';

/** `((worker))`, as GOV.UK Notify writes them. */
const PLACEHOLDER = /\(\(([^()]*)\)\)/g;
/** The words in the code, to put something before or after them. */
const USUAL = {subject: 'usual_subject', body: 'usual_words'} as const;

/** What may stand between the brackets for data like this: names, numbers, days and lists; never an id or a path. */
export function placeholdersOf(data: object): string[] {
  return [...Object.keys(textsOf(data)), USUAL.subject, USUAL.body];
}

/** @returns what stands in the words between brackets and is not known, each once */
export function unknownPlaceholders(words: string, known: readonly string[]): string[] {
  const names = [...words.matchAll(PLACEHOLDER)].map((match) => match[1]?.trim() ?? '');
  return [...new Set(names)].filter((name) => !known.includes(name));
}

/** Fills in once: what a name brings with it is never taken for a placeholder. */
export function fill(words: {subject: string; body: string}, data: object, usual: Letter): Letter {
  const texts = {...textsOf(data), [USUAL.subject]: usual.subject, [USUAL.body]: usual.body};
  const put = (text: string) =>
    text.replaceAll(PLACEHOLDER, (_, name: string) => (texts as Record<string, string>)[name.trim()] ?? '');
  return {...usual, subject: put(words.subject), body: put(words.body)};
}

function textsOf(data: object): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(data)) {
    if (/id$|^path$|^side$/i.test(name)) continue;
    const text = textOf(value);
    if (text !== null) texts[name] = text;
  }
  return texts;
}

function textOf(value: unknown): string | null {
  if (isDay(value)) return formatDay(value);
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.join(', ');
  return value === null ? '' : null;
}
