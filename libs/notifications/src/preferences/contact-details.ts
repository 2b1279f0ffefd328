import {isEmail} from 'class-validator';
import {parsePhoneNumberFromString} from 'libphonenumber-js/min';
import * as postcode from 'postcode';

const LONGEST_LINE = 100;
const MOST_LINES = 6;

/** @returns the number in E.164, or null when it is none that could be called; without a country code it is a British one */
export function phoneNumber(typed: string): string | null {
  const number = parsePhoneNumberFromString(typed, 'GB');
  return number?.isPossible() && !number.ext ? number.number : null;
}

/** Whether a text message could arrive; of numbers abroad only their network knows. */
export function isMobile(e164: string): boolean {
  return !e164.startsWith('+44') || e164.startsWith('+447');
}

/** `0115 496 0000`, as people read it out. */
export function phoneWords(e164: string): string {
  const number = parsePhoneNumberFromString(e164);
  if (!number) return e164;
  return number.countryCallingCode === '44' ? number.formatNational() : number.formatInternational();
}

/** @returns the address in lower case, or null */
export function emailAddress(typed: string): string | null {
  return isEmail(typed) ? typed.toLowerCase() : null;
}

/**
 * The lines of a postal address below the name: a street and more, the last a British postcode, which the window of an
 * envelope and GOV.UK Notify both ask for.
 * @returns the lines, or what is wrong with them
 */
export function postalAddress(typed: string): {lines: string[]} | {problem: string} {
  const lines = typed
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean);
  if (lines.length < 2 || lines.length > MOST_LINES) {
    return {problem: `Enter the address in 2 to ${MOST_LINES} lines, without the name, the postcode last`};
  }
  if (lines.some((line) => line.length > LONGEST_LINE)) {
    return {problem: `Each line of the address must be ${LONGEST_LINE} characters or fewer`};
  }
  const last = postcode.parse(lines.at(-1) ?? '');
  if (!last.valid) return {problem: 'The last line of the address must be a full postcode, like NG1 5DT'};
  return {lines: [...lines.slice(0, -1), last.postcode]};
}
