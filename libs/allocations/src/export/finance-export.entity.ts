import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

export const EXPORT_KINDS = ['actuals', 'payments', 'underspend', 'general_ledger'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** A file that was given to the council's finance system; from the ledger it can be made again, to the letter. */
@Entity()
@Unique(['councilId', 'kind', 'fromDay', 'toDay'])
@Unique(['councilId', 'reference'])
@Check('finance_export_kind_check', `kind IN ('actuals', 'payments', 'underspend', 'general_ledger')`)
@Check('finance_export_to_day_check', `to_day >= from_day`)
export class FinanceExport {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) kind: ExportKind;
  @DayColumn() fromDay: string;
  @DayColumn() toDay: string;
  /** Each file has its own: a finance system takes none twice. */
  @Column({type: 'text'}) reference: string;
  /** The last entry of the ledger that it knows of. */
  @Column({type: 'bigint'}) throughEntry: number;
  @Column({type: 'integer'}) rows: number;
  @PenceColumn() totalPence: number;
  /** SHA-256 of the file. */
  @Column({type: 'text'}) digest: string;
  @Reference('person') madeBy: string;
  @InstantColumn({default: () => 'now()'}) madeAt: Date;
}
