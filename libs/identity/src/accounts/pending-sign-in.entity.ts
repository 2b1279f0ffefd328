import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';
import type {SignInMethod} from './sign-in-method.js';

/** Somebody who has shown their first factor and not yet their second: it opens nothing but the page that asks for it. */
@Entity()
@Index(['accountId'])
@Check(
  'pending_sign_in_methods_check',
  `methods <> '{}' AND methods <@ ARRAY['password', 'email_link', 'oidc', 'mfa', 'totp', 'passkey', 'recovery_code']`,
)
@Check('pending_sign_in_device_check', `length(device) BETWEEN 1 AND 80`)
export class PendingSignIn {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('account') accountId: string;
  @Column({type: 'bytea', unique: true}) tokenHash: Buffer;
  @Column({type: 'text', array: true}) methods: SignInMethod[];
  @Column({type: 'text'}) device: string;
  /** Wrong codes so far. After a few of them it is over, and signing in starts anew. */
  @Column({type: 'integer', default: 0}) tries: number;
  /** What a passkey has to sign. */
  @Column({type: 'text', nullable: true}) challenge: string | null;
  @CreatedAt() createdAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({nullable: true}) usedAt: Date | null;
}
