import type {AllocationImportView, ImportTotals, PlannedRow, RowOutcome} from '@app/allocations';
import type {Principal} from '@app/identity';
import {formatNumber, formatPounds} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

const MOST_SHOWN = 300;
const ORDER = ['rejected', 'changed', 'created', 'unchanged'];

const OUTCOME: Record<RowOutcome, {words: string; colour: string}> = words({
  rejected: {words: 'Rejected', colour: 'red'},
  created: {words: 'New', colour: 'green'},
  changed: {words: 'Changed', colour: 'yellow'},
  unchanged: {words: 'As it is', colour: 'grey'},
});

const COLUMN: Record<string, string> = words({
  person_reference: 'Person reference',
  name: 'Name',
  agreement: 'Agreement number',
  start: 'Start',
  end: 'End',
  gross_weekly: 'Gross a week',
  client_contribution: 'Contribution',
  frequency: 'Frequency',
  deployment: 'How it is held',
  payment_day: 'Payment day',
  review_date: 'Review date',
  restrictions: 'Restrictions',
});

export const SAMPLE = `Person reference,Name,Budget agreement ID,Start,End,Gross weekly,Client contribution,Frequency,Payment day,Review date,Restrictions
SW-10234,Margaret Oakley,AG-5512,2026-04-06,,310.00,24.50,four-weekly,Monday,2027-04-06,`;

export function importCard(view: AllocationImportView) {
  return {...view, ...stateOf(view), toDo: view.totals.created + view.totals.changed};
}

function stateOf({outcome, finishedAt, applied, totals}: AllocationImportView): {state: string; colour: string} {
  if (outcome === 'discarded') return {state: t('Discarded'), colour: 'grey'};
  if (outcome === null) return {state: t('Waits to be confirmed'), colour: 'yellow'};
  if (finishedAt) return {state: t('Taken in'), colour: 'green'};
  const all = totals.created + totals.changed;
  return {state: t('{{done}} of {{all}} rows taken in', {done: applied, all}), colour: 'blue'};
}

/** @param all how many rows there are to show */
export function rowsPart(rows: readonly PlannedRow[], totals: ImportTotals, all = totals.rows) {
  const first = [...rows].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) || a.row - b.row);
  const shown = first.slice(0, MOST_SHOWN);
  return {
    totals: [
      {label: t('Rows'), value: formatNumber(totals.rows)},
      {label: t('New'), value: formatNumber(totals.created)},
      {label: t('Changed'), value: formatNumber(totals.changed)},
      {label: t('As they are'), value: formatNumber(totals.unchanged)},
      {label: t('Rejected'), value: formatNumber(totals.rejected)},
      {label: t('Gross a week, without rejected rows'), value: formatPounds(totals.grossWeeklyPence)},
      {label: t('Contributions a week, without rejected rows'), value: formatPounds(totals.contributionPence)},
    ],
    rows: shown.map((each) => ({
      ...each,
      ...OUTCOME[each.outcome],
      notes: each.errors.map(({field, message}) => `${COLUMN[field] ?? field}: ${message}`),
    })),
    left: Math.max(0, all - shown.length),
  };
}

export function importPage(view: AllocationImportView & {rows: PlannedRow[]}, principal: Principal) {
  return {
    view: importCard(view),
    ...rowsPart(view.rows, view.totals, keptRows(view)),
    rejects: view.rows.some((each) => each.outcome === 'rejected'),
    own: view.preparedBy.id === principal.personId,
  };
}

/** What was taken in is no row any more: the lines say it. */
function keptRows({outcome, finishedAt, totals}: AllocationImportView): number {
  if (outcome === 'discarded') return 0;
  return totals.rejected + (finishedAt ? 0 : totals.created + totals.changed);
}

/** The rejected rows as a file to mend and send again, with why beside each; what could not be read is as it was sent. */
export function rejectsFile(rows: readonly PlannedRow[]): (string | number)[][] {
  const pounds = (pence: number) => (pence / 100).toFixed(2);
  return [
    [
      ...['Person reference', 'Name', 'Budget agreement ID', 'Start', 'End', 'Gross weekly', 'Client contribution'],
      ...['Frequency', 'Deployment', 'Payment day', 'Review date', 'Restrictions', 'What is wrong'],
    ],
    ...rows.map(({content, errors}) => {
      const cell = (field: string, value: string) => errors.find((each) => each.field === field)?.typed ?? value;
      return [
        ...[content.personReference, content.name, content.agreement],
        ...[cell('start', content.startsOn), cell('end', content.endsOn ?? '')],
        cell('gross_weekly', pounds(content.grossWeeklyPence)),
        cell('client_contribution', pounds(content.contributionPence)),
        ...[cell('frequency', content.frequency), content.deployment, content.paymentDay ?? ''],
        ...[cell('review_date', content.reviewOn ?? ''), content.restriction ?? ''],
        errors.map(({field, message}) => `${COLUMN[field] ?? field}: ${message}`).join(' '),
      ];
    }),
  ];
}
