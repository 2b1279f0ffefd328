import {minutes, type TimeRange} from '@app/kernel';

/** 2 hours, 45 minutes, 1 hour 30 minutes. */
export function durationOf(range: TimeRange): string {
  const total = Math.round(minutes(range));
  const parts = [counted(Math.floor(total / 60), 'hour'), counted(total % 60, 'minute')];
  return parts.filter((part) => part !== null).join(' ') || '0 minutes';
}

/** 1 visit, 3 visits; null for none. */
function counted(number: number, one: string): string | null {
  if (number === 0) return null;
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}
