import type {Principal} from '@app/identity';
import {
  MEMBER_KINDS,
  type ImportPreview,
  type ImportTotals,
  type ImportView,
  type PlannedRow,
  type RowOutcome,
} from '@app/register';
import {MEMBER_KIND_WORDS} from '../../words/register-words.js';
import {t, words} from '../../words/t.js';

/** More rows than anybody reads on a page; those to be looked at come first. */
const MOST_SHOWN = 300;

const OUTCOME: Record<RowOutcome, {words: string; colour: string; label: string; order: number}> = words({
  rejected: {words: 'Rejected', colour: 'red', label: 'Rejected', order: 0},
  created: {words: 'New', colour: 'green', label: 'New', order: 1},
  changed: {words: 'Changed', colour: 'yellow', label: 'Changed', order: 1},
  unchanged: {words: 'As it is', colour: 'grey', label: 'As they are', order: 2},
});

export const SAMPLE = `Reference,Name,Email,Postcode,Approved on,Self employed,Identity checked,Right to work checked,DBS issued,DBS checked,DBS level,Reference 1,Reference 2,Safeguarding issued,Mental capacity issued,Code of conduct
PA-001,Jo Example,jo@example.org,NG1 5DT,03/04/2025,No,20/03/2025,20/03/2025,01/03/2025,18/03/2025,Enhanced,24/03/2025,25/03/2025,11/02/2025,12/02/2025,03/04/2025`;

export const kindItems = () => MEMBER_KINDS.map((value) => ({value, text: MEMBER_KIND_WORDS[value]}));

/** @param fields the labels of what an error can be about */
export function rowsPart(rows: readonly PlannedRow[], totals: ImportTotals, fields = new Map<string, string>()) {
  const weight = ({outcome, warnings}: PlannedRow) => OUTCOME[outcome].order + (warnings.length ? -0.5 : 0);
  const shown = [...rows].sort((a, b) => weight(a) - weight(b) || a.row - b.row).slice(0, MOST_SHOWN);
  const label = (field: string) => fields.get(field) ?? field;
  return {
    totals: totalsPart(totals),
    left: rows.length - shown.length,
    rows: shown.map(({row, name, reference, outcome, changes, errors, warnings}) => ({
      ...{row, name, reference, changes},
      ...OUTCOME[outcome],
      notes: [...errors.map((each) => `${label(each.field)}: ${each.message}`), ...warnings],
    })),
  };
}

export function totalsPart(totals: ImportTotals) {
  return [
    {label: t('Rows'), count: totals.rows},
    ...(['created', 'changed', 'unchanged', 'rejected'] as const).map((each) => ({
      label: OUTCOME[each].label,
      count: totals[each],
    })),
  ];
}

export function previewPage(preview: ImportPreview, sent: {csv: string; kind: string}) {
  const {headings, mapping, fields, rows, totals} = preview;
  const labels = new Map(fields.map(({code, label}) => [code, label]));
  const items = [
    {value: '', text: t('Nothing that is taken over')},
    ...fields.map(({code, label}) => ({value: code, text: label})),
  ];
  const unmapped = fields.filter(({code, needed}) => needed && !Object.values(mapping).includes(code));
  const nothing = totals.created + totals.changed === 0;
  return {
    ...sent,
    ...rowsPart(rows, totals, labels),
    columns: headings.map((heading) => ({heading, items, value: mapping[heading] ?? '', example: null})),
    canGoOn: !totals.rejected && !nothing && unmapped.length === 0,
    advice: adviceOf(
      totals,
      unmapped.map((each) => each.label),
      nothing,
    ),
  };
}

function adviceOf({rejected}: ImportTotals, unmapped: readonly string[], nothing: boolean): string {
  if (unmapped.length) return t('Say below which column holds: {{columns}}.', {columns: unmapped.join('; ')});
  if (rejected)
    return t(
      'As long as one row is rejected, nothing can be taken in. Put the spreadsheet right, or leave those rows out.',
    );
  return nothing
    ? t('Everybody in it is on the register as the spreadsheet says.')
    : t('Look at the rows, then prepare it.');
}

export function importHead(view: ImportView) {
  const states = {
    confirmed: {state: t('Confirmed'), colour: 'green'},
    discarded: {state: t('Discarded'), colour: 'grey'},
    waiting: {state: t('Waits to be confirmed'), colour: 'yellow'},
  };
  return {...view, kindWords: MEMBER_KIND_WORDS[view.kind], ...states[view.outcome ?? 'waiting']};
}

export function importPage(view: ImportView, principal: Principal) {
  return {
    view: importHead(view),
    ...rowsPart(view.rows, view.totals),
    own: view.preparedBy.id === principal.personId,
    canConfirm: principal.permissions.has('register:confirm'),
  };
}
