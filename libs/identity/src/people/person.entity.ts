import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id} from '@app/platform';

/** Anybody the council knows here: who holds a budget, who helps them, who works, who decides. */
@Entity()
@Unique(['councilId', 'councilReference'])
@Check('person_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
export class Person {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) name: string;
  /** The person's number in the council's own systems (SSRef, LA Person Unique Identifier). */
  @Column({type: 'text', nullable: true}) councilReference: string | null;
  @CreatedAt() createdAt: Date;
}
