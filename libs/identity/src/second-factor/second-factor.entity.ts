import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';

export type SecondFactorKind = 'totp' | 'passkey';

/** An authenticator app or a passkey of an account. What is removed keeps its name and loses its secret. */
@Entity()
@Index(['accountId'])
@Check('second_factor_kind_check', `kind IN ('totp', 'passkey')`)
@Check('second_factor_name_check', `length(btrim(name)) BETWEEN 1 AND 60`)
@Check(
  'second_factor_secret_check',
  `removed_at IS NOT NULL OR (kind = 'totp' AND secret IS NOT NULL) OR (kind = 'passkey' AND credential_id IS NOT NULL AND public_key IS NOT NULL AND confirmed_at IS NOT NULL)`,
)
export class SecondFactor {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('account') accountId: string;
  @Column({type: 'text'}) kind: SecondFactorKind;
  /** What its owner calls it: `My phone`. */
  @Column({type: 'text'}) name: string;
  /** The key of an authenticator app, sealed. */
  @Column({type: 'bytea', nullable: true}) secret: Buffer | null;
  /** The half minute of the last code that was taken: no code counts twice. */
  @Column({type: 'bigint', nullable: true}) lastStep: number | null;
  @Column({type: 'text', nullable: true, unique: true}) credentialId: string | null;
  @Column({type: 'bytea', nullable: true}) publicKey: Buffer | null;
  /** How often a passkey says it was used; a copy of it would fall behind. */
  @Column({type: 'bigint', default: 0}) counter: number;
  @Column({type: 'text', array: true, default: '{}'}) transports: string[];
  @CreatedAt() createdAt: Date;
  /** When a code of it was first right; before that it counts for nothing. */
  @InstantColumn({nullable: true}) confirmedAt: Date | null;
  @InstantColumn({nullable: true}) lastUsedAt: Date | null;
  @InstantColumn({nullable: true}) removedAt: Date | null;
}
