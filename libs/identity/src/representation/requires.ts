import {DomainError, forbidden, invalid, isDay, notFound, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Permission} from '../access/permissions.js';
import type {Principal} from '../access/principal.js';
import {Person} from '../people/person.entity.js';

/** @throws FORBIDDEN */
export function requirePermission(principal: Principal, ...some: readonly Permission[]): void {
  if (!some.some((permission) => principal.permissions.has(permission))) {
    throw forbidden('You do not have permission to do this.');
  }
}

/** @throws NOT_FOUND for somebody of another council, and for nobody */
export async function requirePerson(tx: Tx, personId: string): Promise<Person> {
  const person = await tx.findOneBy(Person, {id: personId});
  if (!person) throw notFound('person');
  return person;
}

/** @throws VALIDATION_FAILED */
export function requireText(field: string, text: string, what: string, longest: number): string {
  const written = text.normalize('NFC').trim();
  if (!written || written.length > longest) {
    throw invalid({field, message: `${what} in ${longest} characters or fewer.`});
  }
  return written;
}

/** A real day that has come. @throws VALIDATION_FAILED */
export function requirePast(field: string, day: Day, today: Day): Day {
  if (!isDay(day)) throw invalid({field, message: 'Give a day, like 2027-03-27.'});
  if (day > today) throw invalid({field, message: 'This day has not come yet.'});
  return day;
}

export function refused(code: string, message: string): DomainError {
  return new DomainError('refused', code, message);
}
