import type {Day} from '@app/kernel';

/** A day as it is typed into three boxes. */
export function exampleOf(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `For example, ${date} ${month} ${year}`;
}
