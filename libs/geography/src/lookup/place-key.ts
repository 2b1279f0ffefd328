/** Words that people leave out or swap: Stow on the Wold, Newark upon Trent. */
const FILLERS = new Set(['on', 'upon', 'in', 'the']);

/**
 * A place's name as it is compared: without case, accents, apostrophes, hyphens and full stops; Saint is St, & is
 * and. Letters, digits and single spaces are all that is left, so it is safe in any pattern.
 */
export function placeKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘`´]/g, '')
    .replaceAll('&', ' and ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word && !FILLERS.has(word))
    .map((word) => (word === 'saint' ? 'st' : word))
    .join(' ');
}

const SHORT_FORM = /^(.+?)[ -](?:upon|on|in|under|by|next|de|le)[ -]/i;

/** What people call a place for short, as it is compared: Kirkby-in-Ashfield is Kirkby. */
export function shortPlaceKey(name: string): string | null {
  const short = SHORT_FORM.exec(name)?.[1];
  return short ? placeKey(short) || null : null;
}

const COUNTY_DRESS =
  /^(the |sir |city of |city and borough of |city and county of |county of |district of |(royal |metropolitan )?borough of )|( council| county borough)$/gi;

/** A county or unitary authority by the name people use: Royal Borough of Windsor and Maidenhead loses its borough. */
export function everydayCounty(official: string): string {
  return official.replace(COUNTY_DRESS, '').replace(/^(Aberdeen|Dundee|Glasgow) City$/, '$1');
}

/** Short forms that letters alone would not match with the whole. */
const SHORT: Record<string, string> = {
  beds: 'bedfordshire',
  berks: 'berkshire',
  bucks: 'buckinghamshire',
  cambs: 'cambridgeshire',
  derbys: 'derbyshire',
  glos: 'gloucestershire',
  hants: 'hampshire',
  herts: 'hertfordshire',
  lancs: 'lancashire',
  leics: 'leicestershire',
  lincs: 'lincolnshire',
  northants: 'northamptonshire',
  notts: 'nottinghamshire',
  oxon: 'oxfordshire',
  salop: 'shropshire',
  staffs: 'staffordshire',
  wilts: 'wiltshire',
  worcs: 'worcestershire',
};

/** The key of what was typed after the comma. */
export function countyKey(text: string): string {
  const key = placeKey(everydayCounty(text.trim()));
  return key
    .split(' ')
    .map((word) => SHORT[word] ?? word)
    .join(' ');
}
