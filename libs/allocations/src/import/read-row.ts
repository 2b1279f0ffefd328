import {DomainError, isDay, parsePounds, type Day, type Pence} from '@app/kernel';
import {DEPLOYMENTS, type Deployment} from '../budget/budget-line.entity.js';
import type {ImportContent, RowError} from './import-row.js';
import type {FileRow} from './read-file.js';

export const DATE_FORMATS = ['iso', 'dd/mm/yyyy'] as const;
/** ISO, or day first as well: only where whoever sends the file says so. */
export type DateFormat = (typeof DATE_FORMATS)[number];

const MOST = 100_000_000;
const MOST_TYPED = 200;
const FREQUENCIES: Record<string, ImportContent['frequency']> = {
  ...{four_weekly: 'four_weekly', '4_weekly': 'four_weekly', monthly: 'monthly', calendar_monthly: 'monthly'},
  ...{weekly: 'weekly', '': 'four_weekly'},
};

/** Reads a row, and says all that is wrong with it at once. */
export function readRow({cells}: FileRow, format: DateFormat): {content: ImportContent; errors: RowError[]} {
  const errors: RowError[] = [];
  const fail = (field: string, message: string, typed?: string) =>
    void errors.push({field, message, ...(typed !== undefined && {typed: typed.slice(0, MOST_TYPED)})});
  const text = (field: string, most: number, needed = true): string => {
    const value = cells[field] ?? '';
    if (needed && value === '') fail(field, 'It is empty.');
    if (value.length > most) fail(field, `It is longer than ${most} characters.`);
    if (/\p{Cc}/u.test(value)) fail(field, 'It has characters that cannot be seen.');
    return value.slice(0, most);
  };
  const day = (field: string, needed = false): Day | null => {
    const value = cells[field] ?? '';
    if (value === '') {
      if (needed) fail(field, 'It is empty.');
      return null;
    }
    const read = dayIn(value, format);
    if (!read)
      fail(
        field,
        format === 'iso'
          ? `“${value.slice(0, 40)}” is no day like 2027-03-27.`
          : `“${value.slice(0, 40)}” is no day like 27/03/2027.`,
        value,
      );
    return read;
  };
  const pence = (field: string, needed: boolean): Pence => {
    const value = cells[field] ?? '';
    if (value === '' && !needed) return 0;
    try {
      const sum = parsePounds(value, field);
      if (sum > MOST) fail(field, 'It is more than £1,000,000 a week.', value);
      return Math.min(sum, MOST);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      fail(field, `“${value.slice(0, 40)}” is no amount in pounds, like 14.50.`, value);
      return 0;
    }
  };
  const choice = (field: string) => (cells[field] ?? '').toLowerCase().replaceAll(/[\s-]+/g, '_');
  const frequency = FREQUENCIES[choice('frequency')];
  if (!frequency) fail('frequency', 'It must be weekly, four-weekly or monthly.', cells.frequency ?? '');
  const deployment = (choice('deployment') || 'direct_payment') as Deployment;
  if (!DEPLOYMENTS.includes(deployment)) fail('deployment', `It must be one of ${DEPLOYMENTS.join(', ')}.`);
  const content: ImportContent = {
    personReference: text('person_reference', 100),
    name: text('name', 200),
    agreement: text('agreement', 100),
    startsOn: day('start', true) ?? '',
    endsOn: day('end'),
    grossWeeklyPence: pence('gross_weekly', true),
    contributionPence: pence('client_contribution', false),
    frequency: frequency ?? 'four_weekly',
    deployment,
    paymentDay: text('payment_day', 40, false) || null,
    reviewOn: day('review_date'),
    restriction: text('restrictions', 500, false) || null,
  };
  if (content.endsOn && content.startsOn && content.endsOn < content.startsOn) fail('end', 'It is before the start.');
  if (content.contributionPence > content.grossWeeklyPence) {
    fail('client_contribution', 'It is more than the gross amount, so nothing would be left to give. Check both.');
  }
  return {content, errors};
}

function dayIn(text: string, format: DateFormat): Day | null {
  if (isDay(text)) return text;
  const uk = format === 'dd/mm/yyyy' ? /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) : null;
  const joined = uk ? `${uk[3]}-${(uk[2] ?? '').padStart(2, '0')}-${(uk[1] ?? '').padStart(2, '0')}` : '';
  return isDay(joined) ? joined : null;
}
