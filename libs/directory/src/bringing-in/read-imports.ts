import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound, type FieldError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {requireKeeper} from '../community/keep-community.js';
import type {ImportTotals, RowOutcome} from './directory-import.entity.js';
import type {FeedFormat} from './incoming.js';

export interface DirectoryImportLine {
  id: string;
  feed: string;
  address: string | null;
  format: FeedFormat;
  partial: boolean;
  totals: ImportTotals;
  outcome: 'taken' | 'discarded' | null;
  madeBy: string | null;
  madeAt: Date;
}

export interface DirectoryImportRowView {
  row: number;
  outcome: RowOutcome;
  ref: string | null;
  name: string | null;
  errors: FieldError[];
  /** What would be otherwise than it is. */
  differs: string[];
  /** The entry that it is, or seems to be. */
  entry: {id: string; name: string} | null;
}

export interface DirectoryImportView extends DirectoryImportLine {
  rows: DirectoryImportRowView[];
}

const LINE = `
  SELECT i.id, f.name AS feed, i.address, i.format, i.partial, i.totals, i.outcome, p.name AS "madeBy", i.made_at AS "madeAt"
  FROM directory_import i JOIN directory_feed f ON f.id = i.feed_id LEFT JOIN person p ON p.id = i.made_by`;

/** Of what is neither new nor as it was, so many rows are shown; the rest is counted. */
const SHOWN = 500;

/** What was brought in, and what a reading would do. */
@Injectable()
export class ReadDirectoryImports {
  constructor(private readonly uow: UnitOfWork) {}

  /** The newest first. @throws FORBIDDEN */
  list(principal: Principal): Promise<DirectoryImportLine[]> {
    requireKeeper(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<DirectoryImportLine[]>(`${LINE} ORDER BY i.made_at DESC, i.id LIMIT 50`),
    );
  }

  /** What somebody has to look at first. @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<DirectoryImportView> {
    requireKeeper(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [line] = await tx.query<DirectoryImportLine[]>(`${LINE} WHERE i.id = $1`, [id]);
      if (!line) throw notFound('import');
      const rows = await tx.query<DirectoryImportRowView[]>(
        `SELECT r.row_number AS row, r.outcome, r.ref, r.name, r.errors, r.differs,
                CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END AS entry
         FROM directory_import_row r LEFT JOIN community_listing c ON c.id = r.community_listing_id
         WHERE r.import_id = $1 AND r.outcome <> 'unchanged'
         ORDER BY array_position(ARRAY['rejected', 'duplicate', 'changed', 'withdrawn', 'kept', 'created'], r.outcome), r.row_number
         LIMIT ${SHOWN}`,
        [id],
      );
      return {...line, rows};
    });
  }
}
