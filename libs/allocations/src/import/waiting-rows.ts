import type {Tx} from '@app/platform';
import type {ImportContent} from './import-row.js';
import type {NewRow} from './open-many.js';

/** A row whose agreement has a line already: all of what it says is looked at. */
export interface Waiting {
  id: string;
  rowNumber: number;
  content: ImportContent;
}

/** Numbers of a file that are looked at together. */
const BATCH = 500;

interface Found extends NewRow {
  rowNumber: number;
  /** Null where there is no such line yet. */
  content: ImportContent | null;
}

/**
 * Rows that wait to be taken in, after one: those that open a line, and those of a line that is there. They are found by
 * the range of their numbers, so that no plan that was made while the file was small reads all of it each time.
 */
export async function waitingRows(
  tx: Tx,
  importId: string,
  after: number,
): Promise<{fresh: NewRow[]; known: Waiting[]; last: number | null}> {
  let last = after + BATCH;
  let rows = await tx.query<Found[]>(WAITING, [importId, after, last]);
  if (rows.length === 0) {
    const [{next}] = await tx.query<[{next: number | null}]>(NEXT, [importId, last]);
    if (next === null) return {fresh: [], known: [], last: null};
    last = next + BATCH;
    rows = await tx.query<Found[]>(WAITING, [importId, next - 1, last]);
  }
  return {
    fresh: rows.filter((row) => !row.content),
    known: rows.flatMap(({id, rowNumber, content}) => (content ? [{id, rowNumber, content}] : [])),
    last,
  };
}

const NEXT = `
  SELECT min(row_number) AS next FROM allocation_import_row
  WHERE import_id = $1 AND row_number > $2 AND outcome <> 'rejected'`;

const WAITING = `
  SELECT r.id, r.row_number AS "rowNumber", r.content ->> 'agreement' AS agreement, r.content ->> 'startsOn' AS "startsOn",
         r.content ->> 'endsOn' AS "endsOn", r.content ->> 'frequency' AS frequency,
         (r.content ->> 'grossWeeklyPence')::bigint - (r.content ->> 'contributionPence')::bigint AS "weeklyPence",
         (r.content ->> 'contributionPence')::bigint AS "contributionWeeklyPence",
         CASE WHEN EXISTS (SELECT FROM budget_line l WHERE l.council_id = r.council_id AND l.reference = r.content ->> 'agreement')
           THEN r.content END AS content
  FROM allocation_import_row r
  WHERE r.import_id = $1 AND r.row_number > $2 AND r.row_number <= $3 AND r.outcome <> 'rejected' ORDER BY r.row_number`;
