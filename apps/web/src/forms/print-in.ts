import type {Print} from '@app/platform';

/** The size of print that an address asks for with `?print=large`. */
export function printIn(value: unknown): Print {
  return value === 'large' ? 'large' : 'standard';
}
