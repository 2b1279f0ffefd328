import {isDay} from '@app/kernel';
import {registerDecorator, type ValidationOptions} from 'class-validator';

/** A calendar day, `2026-12-01`, that exists. */
export function IsCalendarDay(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isCalendarDay',
      target: target.constructor,
      propertyName: String(property),
      options: {message: 'Give a day like 2026-12-01.', ...options},
      validator: {validate: (value: unknown) => isDay(value)},
    });
}
