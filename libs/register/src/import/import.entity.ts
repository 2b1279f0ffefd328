import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import type {ImportRow, ImportTotals} from './import-row.js';

/** A former register as one person prepared it, until another confirms or discards it. */
@Entity()
@Index(['schemeVersionId'])
@Index('register_import_open_key', ['councilId'], {unique: true, where: `outcome IS NULL`})
@Check('register_import_outcome_check', `outcome IN ('confirmed', 'discarded')`)
@Check(
  'register_import_closed_at_check',
  `(outcome IS NULL) = (closed_by IS NULL) AND (outcome IS NULL) = (closed_at IS NULL)`,
)
@Check('register_import_four_eyes', `outcome <> 'confirmed' OR closed_by <> prepared_by`)
export class RegisterImport {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) memberKind: MemberKind;
  @Reference('scheme_version') schemeVersionId: string;
  @Column({type: 'jsonb'}) totals: ImportTotals;
  @Reference('person') preparedBy: string;
  @InstantColumn({default: () => 'now()'}) preparedAt: Date;
  @Column({type: 'text', nullable: true}) outcome: 'confirmed' | 'discarded' | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
}

/** One line of it, read and found good. Deleted when the import is closed: what it says is on the register then, or nowhere. */
@Entity()
@Unique(['importId', 'rowNumber'])
@Check('register_import_row_outcome_check', `outcome IN ('created', 'changed', 'unchanged')`)
export class RegisterImportRow {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('register_import') importId: string;
  @Column({type: 'integer'}) rowNumber: number;
  @Column({type: 'text'}) outcome: 'created' | 'changed' | 'unchanged';
  @Column({type: 'jsonb'}) content: ImportRow;
}

/** Which member a line of the former register became, by the council's own reference or an e-mail address. */
@Entity()
@Unique(['memberId'])
@Unique(['councilId', 'reference'])
@Unique(['councilId', 'email'])
@Check('former_register_entry_key_check', `reference IS NOT NULL OR email IS NOT NULL`)
export class FormerRegisterEntry {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** The import that said so last. */
  @Reference('register_import') importId: string;
  @Reference('member') memberId: string;
  @Column({type: 'text', nullable: true}) reference: string | null;
  @Column({type: 'citext', nullable: true}) email: string | null;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text', nullable: true}) postcode: string | null;
}
