import {Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, Reference} from '@app/platform';

/** How a person signs in. */
@Entity()
@Unique(['personId'])
export class Account {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'citext', unique: true}) email: string;
  /** argon2id, with its parameters and salt in it. */
  @Column({type: 'text'}) passwordHash: string;
  @CreatedAt() createdAt: Date;
}
