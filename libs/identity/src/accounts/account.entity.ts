import {Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

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
  /** The last day on which somebody signed in; kept for longer than their sessions. */
  @DayColumn({nullable: true, update: false}) lastUsedOn: string | null;
  /** When a rule of retention closed it for good: nobody signs in with it again. */
  @InstantColumn({nullable: true, update: false}) emptiedAt: Date | null;
}
