import {formatDay, formatPounds, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {ImportContent, PlannedRow, RowError} from './import-row.js';

/** A line that has the number of an agreement already. */
export interface KnownLine {
  reference: string;
  lineId: string;
  personReference: string | null;
  startsOn: Day;
  /** What a file said of it last; null when it did not come from one. */
  content: ImportContent | null;
}

export interface ReadRow {
  number: number;
  content: ImportContent;
  errors: RowError[];
}

/** The lines with these numbers. */
export async function knownLines(tx: Tx, agreements: readonly string[]): Promise<Map<string, KnownLine>> {
  const rows = await tx.query<KnownLine[]>(
    `SELECT l.reference, l.id AS "lineId", h.council_reference AS "personReference", l.starts_on AS "startsOn", i.content
     FROM budget_line l JOIN budget b ON b.id = l.budget_id JOIN person h ON h.id = b.holder_id
     LEFT JOIN imported_line i ON i.line_id = l.id WHERE l.reference = ANY ($1)`,
    [agreements],
  );
  return new Map(rows.map((row) => [row.reference, row]));
}

/**
 * What would come of each row, against what is there.
 * @param seen the agreements of the rows before, and in which row each stood; those of these are added
 */
export function planImport(
  rows: readonly ReadRow[],
  known: ReadonlyMap<string, KnownLine>,
  seen: Map<string, number>,
): PlannedRow[] {
  return rows.map(({number: row, content, errors}) => {
    const before = known.get(content.agreement);
    const found = [...errors, ...clashes(content, before ?? null, seen.get(content.agreement))];
    if (content.agreement && !seen.has(content.agreement)) seen.set(content.agreement, row);
    if (found.length) return {row, outcome: 'rejected' as const, content, changes: [], errors: found};
    if (!before) return {row, outcome: 'created' as const, content, changes: [], errors: []};
    const changes = differences(before.content, content);
    return {row, outcome: changes.length ? ('changed' as const) : ('unchanged' as const), content, changes, errors: []};
  });
}

/** What no file can change: another agreement has to begin. */
function clashes(content: ImportContent, before: KnownLine | null, twice: number | undefined): RowError[] {
  const errors: RowError[] = [];
  if (twice !== undefined && content.agreement) {
    errors.push({field: 'agreement', message: `Row ${twice} has this agreement already.`});
  }
  if (!before) return errors;
  if (!before.content) errors.push({field: 'agreement', message: 'This line was opened here by hand. Change it here.'});
  if (before.personReference !== content.personReference) {
    errors.push({field: 'person_reference', message: 'This agreement is somebody else’s.'});
  }
  if (before.startsOn !== content.startsOn) {
    errors.push({field: 'start', message: `It began on ${before.startsOn}. End it and begin another agreement.`});
  }
  if (before.content?.endsOn && !content.endsOn) {
    errors.push({field: 'end', message: 'An end that was given can be moved, not taken away. Give another last day.'});
  }
  for (const field of ['frequency', 'deployment', 'restriction'] as const) {
    if (!before.content || before.content[field] === content[field]) continue;
    const name = field === 'restriction' ? 'restrictions' : field;
    errors.push({field: name, message: 'It cannot be changed. End it and begin another agreement.'});
  }
  return errors;
}

/** In words, for whoever confirms it. */
function differences(before: ImportContent | null, after: ImportContent): string[] {
  if (!before) return [];
  const pounds = (label: string, from: number, to: number) =>
    from === to ? [] : [`${label}: ${formatPounds(from)} a week becomes ${formatPounds(to)}`];
  const said = (label: string, from: string | null, to: string | null) =>
    from === to ? [] : [`${label}: ${from ?? 'none'} becomes ${to ?? 'none'}`];
  const day = (value: Day | null) => value && formatDay(value, {});
  return [
    ...pounds('Gross', before.grossWeeklyPence, after.grossWeeklyPence),
    ...pounds('Contribution', before.contributionPence, after.contributionPence),
    ...said('Last day', day(before.endsOn), day(after.endsOn)),
    ...said('Payment day', before.paymentDay, after.paymentDay),
    ...said('Review', day(before.reviewOn), day(after.reviewOn)),
  ];
}
