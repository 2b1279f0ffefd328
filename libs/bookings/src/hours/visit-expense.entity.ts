import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, PenceColumn, Reference, type MediaType} from '@app/platform';

/** What a PA or provider laid out on a visit and wants back: a ticket, a parking fee. */
@Entity()
@Index(['visitId'])
@Unique(['councilId', 'formKey'])
@Check('visit_expense_what_check', `length(btrim(what)) BETWEEN 1 AND 200`)
@Check('visit_expense_pence_check', `pence BETWEEN 1 AND 50000`)
@Check('visit_expense_form_key_check', `length(form_key) BETWEEN 1 AND 200`)
export class VisitExpense {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('visit') visitId: string;
  @Column({type: 'text'}) what: string;
  @PenceColumn() pence: number;
  @Column({type: 'text'}) formKey: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @InstantColumn({nullable: true}) removedAt: Date | null;
}

/** The photograph of its receipt. The content lies sealed in the storage, under its council and id; see `kept_file`. */
@Entity()
@Index('expense_file_expense_id_key', ['expenseId'], {unique: true, where: `state <> 'infected'`})
@Check('expense_file_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('expense_file_media_type_check', `media_type IN ('application/pdf', 'image/jpeg', 'image/png')`)
@Check('expense_file_bytes_check', `bytes BETWEEN 1 AND 10485760`)
@Check('expense_file_state_check', `state IN ('quarantined', 'clean', 'infected')`)
export class ExpenseFile {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('visit_expense') expenseId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text'}) mediaType: MediaType;
  @Column({type: 'integer'}) bytes: number;
  @Column({type: 'text', default: 'quarantined'}) state: 'quarantined' | 'clean' | 'infected';
  @Reference('person') uploadedBy: string;
  @InstantColumn({default: () => 'now()'}) uploadedAt: Date;
}
