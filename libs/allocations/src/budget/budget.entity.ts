import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, Reference} from '@app/platform';

/** One person's budget; a carer's own is another budget, kept apart from that of the person cared for. */
@Entity()
@Unique(['holderId', 'kind'])
@Check('budget_kind_check', `kind IN ('adult', 'carer')`)
export class Budget {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Column({type: 'text'}) kind: 'adult' | 'carer';
  @CreatedAt() createdAt: Date;
}
