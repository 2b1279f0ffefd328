import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';

/** One of the codes for the day when the phone is lost: hashed like a password, and good for once. */
@Entity()
@Index(['accountId'])
@Check('recovery_code_salt_check', `length(salt) = 16`)
@Check('recovery_code_code_hash_check', `length(code_hash) = 32`)
export class RecoveryCode {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('account') accountId: string;
  @Column({type: 'bytea'}) salt: Buffer;
  @Column({type: 'bytea'}) codeHash: Buffer;
  @CreatedAt() createdAt: Date;
  @InstantColumn({nullable: true}) usedAt: Date | null;
}
