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

/** Nothing but words of somebody's own name, or their initials: who is on the register, and nobody else. */
export function isOwnName(shown: string, name: string): boolean {
  const own = words(name);
  return words(shown).every((word) => own.some((each) => each === word || first(each) === word.replace(/\.$/, '')));
}

const words = (name: string) => name.trim().toLowerCase().split(/\s+/);
const first = ([letter = '']: string) => letter;

/** Where a capital is still one letter: ß has none. */
function capital(letter: string): string {
  const upper = letter.toUpperCase();
  return [...upper].length === 1 ? upper : letter;
}
