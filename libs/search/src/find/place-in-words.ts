/** Where somebody wants it, and how sure it is that they named a place. */
export interface PlaceInWords {
  /** What is left when the place is taken out. */
  rest: string;
  place: string;
  /** A code, which is a place if we know it; or a name behind a word, which may well be none. */
  as: 'code' | 'near' | 'in';
}

const NEAR = String.raw`near\s+to|near|nr|close\s+to|around|round|not\s+far\s+from`;
const IN = String.raw`in|at|from|by`;
const OUTCODE = String.raw`[A-Za-z]{1,2}\d[A-Za-z\d]?`;
const BEFORE = String.raw`(?:\b(?:${NEAR}|${IN})\s+)?`;

const POSTCODE = new RegExp(String.raw`${BEFORE}\b(${OUTCODE}\s?\d[A-Za-z]{2})\b`, 'i');
/** B12 is a vitamin too: only behind such a word, or as the last or only thing that was typed. */
const PART = new RegExp(String.raw`\b(?:${NEAR}|${IN})\s+(${OUTCODE})\b|\b(${OUTCODE})\s*$`, 'i');
const NAMED = new RegExp(String.raw`^(.*?)\b(?:(${NEAR})|in)\s+(\p{L}[\p{L}'’. -]{2,40})$`, 'iu');

/** `demntia cleanning nr NG1`: people write the place beside what they need. Null where they do not seem to. */
export function placeInWords(text: string): PlaceInWords | null {
  for (const pattern of [POSTCODE, PART]) {
    const found = pattern.exec(text);
    const place = found?.[1] ?? found?.[2];
    if (found && place) return {rest: without(text, found[0]), place, as: 'code'};
  }
  const named = NAMED.exec(text.trim());
  if (!named) return null;
  const [, rest = '', near, place = ''] = named;
  return {rest: rest.trim(), place: place.trim(), as: near ? 'near' : 'in'};
}

const without = (text: string, part: string) => text.replace(part, ' ').replace(/\s+/g, ' ').trim();
