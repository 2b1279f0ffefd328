import {invalid, type FieldError} from '@app/kernel';

/** Gathers what is wrong with an input, so that a person is told all of it at once. */
export class Checks {
  private readonly wrong: FieldError[] = [];

  /** @param field as the caller names it, with dots for nesting */
  that(holds: boolean, field: string, message: string): void {
    if (!holds) this.wrong.push({field, message});
  }

  /** @throws VALIDATION_FAILED naming every field that is wrong */
  done(): void {
    if (this.wrong.length > 0) throw invalid(this.wrong);
  }
}

/** Control characters, and those that turn the direction of what stands beside them. */
const CONTROL = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\t\n\r]/u;

/** One line of at least a letter or figure. */
export function isLine(value: unknown, longest: number): value is string {
  return typeof value === 'string' && !CONTROL.test(value) && value.trim() !== '' && characters(value) <= longest;
}

/** Any text, lines and all; it may be empty. */
export function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && !CONTROL_BUT_LINES.test(value) && characters(value) <= longest;
}

export function isWhole(value: unknown, least: number, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
}

/** As PostgreSQL counts them. */
function characters(text: string): number {
  return [...text].length;
}
