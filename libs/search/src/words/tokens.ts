/** No word anybody looks for is longer; what is longer is cut. */
const LONGEST = 40;

/** Letters that are no accented ones and are typed as if they were: Łukasz is looked for as Lukasz. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i', ħ: 'h', ŧ: 't',
}; // prettier-ignore
const UNPLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** Names of kinds of help, of languages and places come again and again. */
const SHORT = 60;
const MOST_KEPT = 5_000;
const kept = new Map<string, readonly string[]>();

/**
 * The words of a text as they are compared: small letters and digits, without accents and apostrophes. Nothing else
 * is left in them, so they are safe in any query language.
 */
export function tokensOf(text: string): readonly string[] {
  if (text.length > SHORT) return tokensIn(text);
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const tokens = tokensIn(text);
  kept.set(text, tokens);
  return tokens;
}

function tokensIn(text: string): string[] {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘`´]/gu, '')
    .replace(UNPLAIN, (letter) => PLAIN[letter] ?? letter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.slice(0, LONGEST));
}

const SHORTEST_PLURAL = 4;

/**
 * One form for singular and plural. It need not be a word (diabetes gives diabete): documents carry it beside the
 * word itself, and questions are asked with it.
 */
export function singular(word: string): string {
  if (word.length < SHORTEST_PLURAL || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') && word.length > SHORTEST_PLURAL ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
