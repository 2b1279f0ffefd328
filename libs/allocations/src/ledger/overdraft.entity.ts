import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

/** How far below nought an officer lets a period go, and why. Several add up. */
@Entity()
@Index(['periodId'])
@Check('overdraft_pence_check', `pence BETWEEN 1 AND 100000000`)
@Check('overdraft_reason_check', `length(btrim(reason)) BETWEEN 1 AND 1000`)
export class Overdraft {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_period') periodId: string;
  @PenceColumn() pence: number;
  @Column({type: 'text'}) reason: string;
  @Reference('person') allowedBy: string;
  @InstantColumn({default: () => 'now()'}) allowedAt: Date;
}
