import {Geography} from '@app/geography';
import {addDays, DomainError, invalid, isDay, type Day, type FieldError} from '@app/kernel';
import type {ServiceWords} from '@app/listings';
import type {Tx} from '@app/platform';

export const MOST_DAYS = 92;

export interface AdvertText {
  title: string;
  text: string;
  /** Codes. */
  services: readonly string[];
  /** A postcode or the first half of one: only the first half is kept. */
  near: string;
  hoursPerWeek: number | null;
  closesOn: Day;
}

/** @throws VALIDATION_FAILED naming every field that is wrong */
export async function checkAdvert(
  tx: Tx,
  advert: AdvertText,
  known: readonly ServiceWords[],
  today: Day,
): Promise<void> {
  const errors: FieldError[] = [];
  const {title, text, services, hoursPerWeek, closesOn} = advert;
  const [named] = await tx.query<{title: boolean; text: boolean}[]>(
    `SELECT names_contact($1) AS title, names_contact($2) AS text`,
    [printable(title), printable(text)],
  );
  for (const [field, value, most] of [
    ['title', title, 80],
    ['text', text, 2_000],
  ] as const) {
    if (!value.trim() || [...value.trim()].length > most || value !== printable(value)) {
      errors.push({field, message: `Write this in ${most.toLocaleString('en-GB')} characters or fewer.`});
    } else if (named?.[field]) {
      errors.push({
        field,
        message: 'Leave out telephone numbers, e-mail and web addresses and postcodes: people answer you here.',
      });
    }
  }
  const codes = new Set(known.map(({code}) => code));
  if (services.length === 0 || services.length > 10 || services.some((code) => !codes.has(code))) {
    errors.push({field: 'services', message: 'Choose one to ten kinds of help.'});
  }
  if (hoursPerWeek !== null && !(Number.isInteger(hoursPerWeek) && hoursPerWeek >= 1 && hoursPerWeek <= 168)) {
    errors.push({field: 'hours_per_week', message: 'Enter the hours a week as a whole number from 1 to 168.'});
  }
  if (!isDay(closesOn) || closesOn < today || closesOn > addDays(today, MOST_DAYS)) {
    errors.push({field: 'closes_on', message: 'Choose a day within the next three months.'});
  }
  if (errors.length) throw invalid(errors);
}

/** About where: never more than the first half of a postcode. @throws VALIDATION_FAILED, POSTCODE_UNKNOWN */
export async function areaOf(geography: Geography, near: string): Promise<{outcode: string; district: string | null}> {
  try {
    const {kind, outcode, district} = await geography.find(near);
    if (kind !== 'place' && outcode) return {outcode, district};
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.fields.map(({message}) => ({field: 'near', message}));
    throw new DomainError(error.kind, error.code, error.message, {fields});
  }
  throw invalid({field: 'near', message: 'Enter a postcode or the first half of one, like NG7.'});
}

/** Without what cannot be seen: the database would not take it. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '');
}
