import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

export const PAID_WITH = ['cash', 'card', 'transfer'] as const;
export type PaidWith = (typeof PAID_WITH)[number];

/** Why a human is shown a purchase; none of these stops anybody from buying. */
export const UNUSUAL = ['beyond', 'large', 'late', 'many', 'twice'] as const;
export type Unusual = (typeof UNUSUAL)[number];

/**
 * Something bought without a booking, from anybody. What it cost is what the line paid, what they paid themselves, and
 * what the line had too little left for: the last two stand beside the line, never in it.
 */
@Entity()
@Index(['lineId', 'boughtOn'])
@Index('purchase_council_id_idx', ['councilId'], {
  where: `unusual <> '{}'::text[] AND talked_at IS NULL AND taken_back_at IS NULL`,
})
@Unique(['councilId', 'formKey'])
@Check('purchase_what_check', `length(btrim(what)) BETWEEN 1 AND 200`)
@Check('purchase_paid_with_check', `paid_with IN ('cash', 'card', 'transfer')`)
@Check('purchase_pence_check', `pence BETWEEN 1 AND 100000000`)
@Check('purchase_line_pence_check', `line_pence >= 0`)
@Check('purchase_own_pence_check', `own_pence >= 0`)
@Check('purchase_beyond_pence_check', `beyond_pence >= 0`)
@Check('purchase_unusual_check', `unusual <@ ARRAY['beyond', 'large', 'late', 'many', 'twice']`)
@Check('purchase_taken_back_why_check', `length(btrim(taken_back_why)) BETWEEN 1 AND 500`)
@Check('purchase_talked_note_check', `length(btrim(talked_note)) BETWEEN 1 AND 1000`)
@Check('purchase_sum_check', `pence = line_pence + own_pence + beyond_pence`)
@Check('purchase_period_check', `line_pence = 0 OR period_id IS NOT NULL`)
@Check('purchase_taken_back_check', `(taken_back_at IS NULL) = (taken_back_by IS NULL)`)
@Check('purchase_talked_check', `(talked_at IS NULL) = (talked_by IS NULL)`)
export class Purchase {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_line') lineId: string;
  /** Null when the line had no money set for the day. */
  @Reference('budget_period', {nullable: true}) periodId: string | null;
  @DayColumn() boughtOn: string;
  /** In their own words, with from whom: “Bus to the museum”. */
  @Column({type: 'text'}) what: string;
  @Column({type: 'text'}) paidWith: PaidWith;
  @PenceColumn() pence: number;
  @PenceColumn() linePence: number;
  /** Their own money, by their own choice. */
  @PenceColumn() ownPence: number;
  @PenceColumn() beyondPence: number;
  @Column({type: 'text', array: true, default: []}) unusual: Unusual[];
  /** Of the form: sent twice, it is recorded once. */
  @Column({type: 'uuid'}) formKey: string;
  @Reference('person') recordedBy: string;
  @Column({type: 'text', nullable: true}) recordedHow: string | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @InstantColumn({nullable: true}) takenBackAt: Date | null;
  @Reference('person', {nullable: true}) takenBackBy: string | null;
  @Column({type: 'text', nullable: true}) takenBackWhy: string | null;
  @InstantColumn({nullable: true}) talkedAt: Date | null;
  @Reference('person', {nullable: true}) talkedBy: string | null;
  @Column({type: 'text', nullable: true}) talkedNote: string | null;
}
