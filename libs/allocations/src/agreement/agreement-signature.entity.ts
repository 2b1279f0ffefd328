import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

/** Who signed which version for whom, on screen or on paper. */
@Entity()
@Unique(['holderId', 'versionId'])
@Check('agreement_signature_way_check', `way IN ('screen', 'paper')`)
@Check('agreement_signature_screen_check', `way = 'paper' OR signed_by = recorded_by`)
export class AgreementSignature {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('agreement_version') versionId: string;
  @Reference('person') signedBy: string;
  @Column({type: 'text'}) way: 'screen' | 'paper';
  @DayColumn() signedOn: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}

/** What a schedule pays of a period, or why it does not; more or less given later is another row. */
@Entity()
@Unique(['exportId', 'periodId'])
@Index(['periodId'])
@Check('payment_state_check', `state IN ('paid', 'withheld')`)
@Check('payment_pence_check', `pence <> 0`)
@Check('payment_why_check', `(state = 'withheld') = (why IS NOT NULL)`)
export class Payment {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('finance_export') exportId: string;
  @Reference('budget_period') periodId: string;
  @Column({type: 'text'}) state: 'paid' | 'withheld';
  @PenceColumn() pence: number;
  @Column({type: 'text', nullable: true}) why: 'agreement' | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
