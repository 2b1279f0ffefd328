import {Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, Reference} from '@app/platform';

/** How a person signs in. */
@Entity()
@Unique(['personId'])
export class Account {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  /** Null for somebody whom an issuer vouches for without an address of theirs. */
  @Column({type: 'citext', unique: true, nullable: true}) email: string | null;
  /** argon2id, with its parameters and salt in it; null for who signs in by other ways only. */
  @Column({type: 'text', nullable: true}) passwordHash: string | null;
  @CreatedAt() createdAt: Date;
}
