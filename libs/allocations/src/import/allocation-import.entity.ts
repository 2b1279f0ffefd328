import {Check, Column, Entity, Index, PrimaryColumn, ForeignKey, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {ImportContent, ImportTotals, RowError} from './import-row.js';

/** A file of allocations as one person prepared it, until another confirms it and it is taken in. */
@Entity()
@Index(['councilId'])
@Check('allocation_import_outcome_check', `outcome IN ('confirmed', 'discarded')`)
@Check('allocation_import_finished_at_check', `finished_at IS NULL OR outcome = 'confirmed'`)
@Check('allocation_import_closed_check', `(outcome IS NULL) = (closed_by IS NULL)`)
@Check('allocation_import_applied_check', `applied >= 0`)
@Check('allocation_import_four_eyes', `outcome <> 'confirmed' OR closed_by <> prepared_by`)
export class AllocationImport {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** Of what the file said, to tell one file from another. */
  @Column({type: 'text'}) digest: string;
  /** From this day on changed amounts count. */
  @DayColumn() changesFrom: string;
  @Column({type: 'jsonb'}) totals: ImportTotals;
  @Reference('person') preparedBy: string;
  @InstantColumn({default: () => 'now()'}) preparedAt: Date;
  @Column({type: 'text', nullable: true}) outcome: 'confirmed' | 'discarded' | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
  /** When the last of its rows was taken in. */
  @InstantColumn({nullable: true}) finishedAt: Date | null;
  /** How many of its rows were taken in. */
  @Column({type: 'integer', default: 0}) applied: number;
}

/** A row that waits to be taken in, or was rejected. It goes when it is taken in. */
@Entity()
@Unique(['importId', 'rowNumber'])
@Check('allocation_import_row_outcome_check', `outcome IN ('created', 'changed', 'rejected')`)
export class AllocationImportRow {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('allocation_import') importId: string;
  @Column({type: 'integer'}) rowNumber: number;
  @Column({type: 'text'}) outcome: 'created' | 'changed' | 'rejected';
  @Column({type: 'jsonb'}) content: ImportContent;
  @Column({type: 'jsonb', default: []}) changes: string[];
  @Column({type: 'jsonb', default: []}) errors: RowError[];
}

/** What a file said last of a line that came from one. */
@Entity()
export class ImportedLine {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('BudgetLine') lineId: string;
  @CouncilId() councilId: string;
  @Reference('allocation_import') importId: string;
  @Column({type: 'jsonb'}) content: ImportContent;
}
