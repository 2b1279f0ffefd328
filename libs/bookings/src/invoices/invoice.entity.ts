import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {InvoiceState} from './invoice.state.js';

export const PAYMENT_METHODS = ['transfer', 'card', 'cash', 'cheque', 'council'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** The last number that an issuer gave: locked by whoever takes the next, so that numbers leave no gap. */
@Entity()
@Check('invoice_number_last_check', `last >= 0`)
export class InvoiceNumber {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Listing') listingId: string;
  @CouncilId() councilId: string;
  @Column({type: 'integer'}) last: number;
}

/** What somebody self-employed or an enterprise asks to be paid, or a credit note that takes one back. */
@Entity()
@Unique(['listingId', 'number'])
@Unique('invoice_credits_id_key', ['creditsId'])
@Index(['holderId'])
@Check('invoice_number_check', `number >= 1`)
@Check('invoice_kind_check', `kind IN ('invoice', 'credit_note')`)
@Check('invoice_state_check', `state IN ('issued', 'queried', 'approved', 'paid', 'credited')`)
@Check('invoice_total_pence_check', `total_pence >= 0`)
@Check('invoice_pay_to_check', `length(btrim(pay_to)) BETWEEN 1 AND 300`)
@Check('invoice_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
@Check('invoice_query_reason_check', `length(btrim(query_reason)) BETWEEN 1 AND 500`)
@Check('invoice_approved_how_check', `approved_how IN ('phone', 'letter', 'meeting')`)
@Check(
  'invoice_credit_note_check',
  `(kind = 'credit_note') = (credits_id IS NOT NULL) AND (kind = 'credit_note') = (reason IS NOT NULL)`,
)
export class Invoice {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('listing') listingId: string;
  @Reference('person') holderId: string;
  @Column({type: 'integer'}) number: number;
  @Column({type: 'text'}) kind: 'invoice' | 'credit_note';
  /** The invoice that a credit note takes back. */
  @Reference('invoice', {nullable: true}) creditsId: string | null;
  @Column({type: 'text', default: 'issued'}) state: InvoiceState;
  @PenceColumn() totalPence: number;
  /** Where the money is to go, in the issuer's own words. */
  @Column({type: 'text', nullable: true}) payTo: string | null;
  /** Why it was taken back. */
  @Column({type: 'text', nullable: true}) reason: string | null;
  @Column({type: 'text', nullable: true}) queryReason: string | null;
  @Reference('person') issuedBy: string;
  @InstantColumn() issuedAt: Date;
  @Reference('person', {nullable: true}) approvedBy: string | null;
  @Column({type: 'text', nullable: true}) approvedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn({nullable: true}) approvedAt: Date | null;
}

/** What was approved of one visit. A visit is in one invoice that stands. */
@Entity()
@Index(['invoiceId'])
@Index('invoice_line_visit_id_key', ['visitId'], {unique: true, where: 'stands'})
@Check('invoice_line_work_pence_check', `work_pence >= 0`)
@Check('invoice_line_mileage_pence_check', `mileage_pence >= 0`)
@Check('invoice_line_expense_pence_check', `expense_pence >= 0`)
export class InvoiceLine {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('invoice') invoiceId: string;
  @Reference('visit') visitId: string;
  @PenceColumn() workPence: number;
  @PenceColumn() mileagePence: number;
  @PenceColumn() expensePence: number;
  /** False once a credit note took it back: the visit may be invoiced again. */
  @Column({type: 'boolean', default: true}) stands: boolean;
}

/** That money went from a line to the issuer, as whoever paid it says. The line's own figures moved when hours were approved. */
@Entity()
@Index(['invoiceId'])
@Index(['lineId'])
@Check('invoice_payment_method_check', `method IN ('transfer', 'card', 'cash', 'cheque', 'council')`)
@Check('invoice_payment_pence_check', `pence >= 1`)
@Check('invoice_payment_marked_how_check', `marked_how IN ('phone', 'letter', 'meeting')`)
@Check('invoice_payment_taken_back_check', `(taken_back_at IS NULL) = (taken_back_by IS NULL)`)
export class InvoicePayment {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('invoice') invoiceId: string;
  @Reference('budget_line') lineId: string;
  @Column({type: 'text'}) method: PaymentMethod;
  @PenceColumn() pence: number;
  @DayColumn() paidOn: string;
  @Reference('person') markedBy: string;
  @Column({type: 'text', nullable: true}) markedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn() markedAt: Date;
  @InstantColumn({nullable: true}) takenBackAt: Date | null;
  @Reference('person', {nullable: true}) takenBackBy: string | null;
}
