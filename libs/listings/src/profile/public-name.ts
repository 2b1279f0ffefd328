/** First name and initial of a PA, as strangers see it: Amina Khan is Amina K. */
export function publicName(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return last ? `${words[0] ?? ''} ${[...last][0]?.toUpperCase() ?? ''}.` : (words[0] ?? '');
}

/** One name, or names that end in an initial: never a whole surname. */
export function isPublicName(name: string): boolean {
  return /^\S+$|\s\p{L}\.?$/u.test(name.trim());
}
