const LONGEST = 20_000;

/** What the page's script put into the form: the browser's answer as JSON. Anything else is no answer. */
export function readAnswer(text: unknown): unknown {
  if (typeof text !== 'string' || text.length > LONGEST) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
