const CODE = /^[a-z]{2,3}$/;
const names = new Intl.DisplayNames('en-GB', {type: 'language', fallback: 'none'});

/** ISO 639: two or three letters, of a language that has a name here. British Sign Language is bfi. */
export function isLanguage(code: unknown): code is string {
  return typeof code === 'string' && CODE.test(code) && languageName(code) !== null;
}

/** `Polish`; null for what is no language, whatever stands in its place: one bad code keeps no other listing from being found. */
export function languageName(code: string): string | null {
  return OWN[code] ?? (CODE.test(code) ? (names.of(code) ?? null) : null);
}

/** What the Unicode tables leave out and people here use. */
const OWN: Readonly<Record<string, string>> = {
  bfi: 'British Sign Language',
  isg: 'Irish Sign Language',
  jam: 'Jamaican Patois',
  syl: 'Sylheti',
};
