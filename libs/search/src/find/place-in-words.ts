/** Where somebody wants it, and how sure it is that they named a place. */
export interface PlaceInWords {
  /** What is left when the place is taken out. */
  rest: string;
  place: string;
  /**
   * A code, which is a place if we know it; one in pieces, which is one only if we know all of it; or a name behind a
   * word, which may well be none.
   */
  as: 'code' | 'pieces' | 'near' | 'in';
}

/** “Within 5 miles of”: how far is asked in a box of its own. */
const MILES = String.raw`(?:(?:within|up\s+to|about)\s+)?(?:\d+|\p{L}+)\s*(?:miles?|km|kilomet(?:re|er)s?|min(?:ute)?s?)\s+(?:of|from|around)`;
const NEAR = String.raw`${MILES}|near\s+to|near|nr|close\s+to|around|round|not\s+far\s+from`;
const IN = String.raw`in|at|from|by`;
const OUTCODE = String.raw`[A-Za-z]{1,2}\d[A-Za-z\d]?`;
const BEFORE = String.raw`(?:(?<!\p{L})(?:${NEAR}|${IN})\s+)?`;

const POSTCODE = new RegExp(String.raw`${BEFORE}\b(${OUTCODE}[\s.-]*\d\s?[A-Za-z]{2})\b`, 'iu');
/** Somebody spells it letter by letter, or a keyboard does. */
const PIECES = new RegExp(
  String.raw`${BEFORE}\b([A-Za-z]\s*[A-Za-z]?\s*\d\s*[A-Za-z\d]?\s+\d\s*[A-Za-z]\s*[A-Za-z])\b`,
  'iu',
);
/** B12 is a vitamin too: only behind such a word, or as the last or only thing that was typed. */
const PART = new RegExp(String.raw`(?<!\p{L})(?:${NEAR}|${IN})\s+(${OUTCODE})\b|\b(${OUTCODE})\s*$`, 'iu');
const NAMED = new RegExp(String.raw`^(.*?)(?<!\p{L})(?:(${NEAR})|in)\s+(\p{L}[\p{L}'’. -]{2,40})$`, 'iu');

/** `demntia cleanning nr NG1`: people write the place beside what they need. Null where they do not seem to. */
export function placeInWords(text: string): PlaceInWords | null {
  for (const [pattern, as] of CODES) {
    const found = pattern.exec(text);
    const place = found?.[1] ?? found?.[2];
    if (found && place) return {rest: without(text, found[0]), place, as};
  }
  const named = NAMED.exec(text.trim());
  if (!named) return null;
  const [, rest = '', near, place = ''] = named;
  return {rest: rest.trim(), place: place.trim(), as: near ? 'near' : 'in'};
}

const CODES = [
  [POSTCODE, 'code'],
  [PIECES, 'pieces'],
  [PART, 'code'],
] as const;

const without = (text: string, part: string) => text.replace(part, ' ').replace(/\s+/g, ' ').trim();

/** Words without a full postcode: what may be shown to others. */
export function withoutPostcodes(text: string): string {
  const found = POSTCODE.exec(text) ?? PIECES.exec(text);
  return found ? withoutPostcodes(without(text, found[0])) : text.trim();
}
