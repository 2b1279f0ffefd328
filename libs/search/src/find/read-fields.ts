import {invalid, type FieldError} from '@app/kernel';
import type {RawField, RawSearch} from './search-input.js';

/** Reads fields one by one and remembers what is wrong with them, so that all of it is said at once. */
export class Fields {
  private readonly errors: FieldError[] = [];

  constructor(private readonly raw: RawSearch) {}

  /** The text of a field that may come once; null where nothing is in it. */
  text(field: RawField, longest: number): string | null {
    const value = this.raw[field];
    if (value === undefined) return null;
    if (typeof value !== 'string') return this.wrong(field, 'Give this once.');
    if (value.length > longest) return this.wrong(field, `Use at most ${longest} characters.`);
    return value.trim() || null;
  }

  /** Several values: the field again and again, or with commas between. */
  list(field: RawField, fits: (value: string) => boolean, message: string): string[] {
    const given = this.raw[field] ?? [];
    const values = (typeof given === 'string' ? [given] : given).flatMap((each) => each.split(','));
    const clean = [...new Set(values.map((each) => each.trim()).filter(Boolean))];
    if (clean.length > MOST_VALUES || !clean.every(fits)) {
      this.wrong(field, clean.length > MOST_VALUES ? `Choose ${MOST_VALUES} at most.` : message);
      return [];
    }
    return clean;
  }

  number(field: RawField, from: number, to: number, message: string, whole = true): number | null {
    const text = this.text(field, 20);
    if (text === null) return null;
    const value = Number(text);
    const fits = /^\d+(?:\.\d+)?$/.test(text) && value >= from && value <= to && (!whole || Number.isInteger(value));
    return fits ? value : this.wrong(field, message);
  }

  oneOf<T extends string>(field: RawField, values: readonly T[], message: string): T | null {
    const text = this.text(field, 40);
    if (text === null) return null;
    return values.find((each) => each === text) ?? this.wrong(field, message);
  }

  refused(field: RawField): boolean {
    return this.errors.some((error) => error.field === field);
  }

  wrong(field: RawField, message: string): null {
    if (!this.refused(field)) this.errors.push({field, message});
    return null;
  }

  /** @throws VALIDATION_FAILED naming every field that is wrong */
  done(): void {
    if (this.errors.length > 0) throw invalid(this.errors);
  }
}

const MOST_VALUES = 50;
