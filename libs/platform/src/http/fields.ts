import {Param, ParseUUIDPipe} from '@nestjs/common';
import {invalid, isDay, startOfDay} from '@app/kernel';
import {registerDecorator, type ValidationOptions} from 'class-validator';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** An id in the path: malformed is a 400 that names it. */
export const IdParam = (name = 'id') =>
  Param(name, new ParseUUIDPipe({exceptionFactory: () => invalid({field: name, message: 'This is not an id.'})}));

/** An ISO 8601 instant with its offset, in this century; a time without an offset could be any hour. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isInstant',
      target: target.constructor,
      propertyName: String(property),
      options: {message: 'Give a date and time with its offset, like 2026-12-01T09:00:00Z.', ...options},
      validator: {validate: isInstant},
    });
}

/**
 * An instant in a query, or a calendar day, which begins at midnight in London. A `+` that was not escaped arrives
 * as a space; it is taken for what it was.
 */
export function IsInstantOrDay(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isInstantOrDay',
      target: target.constructor,
      propertyName: String(property),
      options: {message: 'Give a day like 2026-12-01, or a date and time like 2026-12-01T09:00:00Z.', ...options},
      validator: {validate: isInstantOrDay},
    });
}

/** Whether `instantOf` can read it. */
export function isInstantOrDay(value: unknown): value is string {
  return isDay(value) || isInstant(mended(value));
}

/**
 * A number with one decimal place at most. class-validator's own `maxDecimalPlaces` throws on numbers that are
 * written with an exponent.
 */
export function IsTenths(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isTenths',
      target: target.constructor,
      propertyName: String(property),
      options: {message: 'Give a number with one decimal place at most.', ...options},
      validator: {validate: (value: unknown) => typeof value === 'number' && Math.round(value * 10) / 10 === value},
    });
}

/** Reads what `IsInstantOrDay` accepted. */
export function instantOf(value: string): Date {
  return isDay(value) ? startOfDay(value) : new Date(String(mended(value)));
}

function mended(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/ (?=\d{2}:\d{2}$)/, '+') : value;
}

function isInstant(value: unknown): boolean {
  // Date.parse takes 30 February for 2 March.
  if (typeof value !== 'string' || !INSTANT.test(value) || !isDay(value.slice(0, 10))) return false;
  const time = Date.parse(value);
  return time >= EARLIEST && time < LATEST;
}
