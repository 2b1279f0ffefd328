import type {Bundle} from './bundle.js';

/** The bundle for programs: the same as it is here, with names and instants as everywhere outside. */
export function bundleRecord(bundle: Bundle): Record<string, unknown> {
  return outside(bundle) as Record<string, unknown>;
}

function outside(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(outside);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [snake(name), outside(each)]));
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
