/** First name and initial of a PA, as strangers see it: Amina Khan is Amina K. */
export function publicName(name: string): string {
  const [first = '', ...others] = name.trim().split(/\s+/);
  const [initial = ''] = others.at(-1) ?? '';
  return initial ? `${first} ${capital(initial)}.` : first;
}

/** One name, or names that end in an initial: never a whole surname. */
export function isPublicName(name: string): boolean {
  return /^\S+$|\s\p{L}\.?$/u.test(name.trim());
}

/** Where a capital is still one letter: ß has none. */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : letter;
}
