import {Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique} from 'typeorm';
import {CouncilId} from '@app/platform';

/** Who did what to what, for whom and why. Written in the caller's transaction; never changed: no role may. */
@Entity()
@Index(['subjectId'])
@Index(['actorId'])
@Index('audit_entry_for_id_idx', ['forId', 'id'], {where: 'for_id IS NOT NULL'})
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', {type: 'bigint', generatedIdentity: 'ALWAYS'}) id: number;
  @CouncilId() councilId: string;
  @Column({type: 'timestamptz', default: () => 'clock_timestamp()'}) at: Date;
  /** Null when the service itself did it. */
  @Column({type: 'uuid', nullable: true}) actorId: string | null;
  @Column({type: 'uuid', nullable: true}) forId: string | null;
  @Column({type: 'text'}) action: string;
  @Column({type: 'text'}) subjectKind: string;
  @Column({type: 'uuid'}) subjectId: string;
  @Column({type: 'text', nullable: true}) reason: string | null;
  @Column({type: 'jsonb', nullable: true}) before: object | null;
  @Column({type: 'jsonb', nullable: true}) after: object | null;
}

/** Chains the entries of a council: each hash is over the one before it and the entry's whole content. */
@Entity()
@Unique(['entryId'])
@ForeignKey('Council', ['councilId'], ['id'])
export class AuditSeal {
  @PrimaryColumn({type: 'uuid', primaryKeyConstraintName: 'audit_seal_pkey'}) councilId: string;
  @PrimaryColumn({type: 'bigint', primaryKeyConstraintName: 'audit_seal_pkey'}) seq: number;
  @Column({type: 'bigint'}) entryId: number;
  @Column({type: 'bytea'}) hash: Buffer;
}
