import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';
import type {SignInMethod} from './sign-in-method.js';

/** One signed-in browser or program. The token itself is never kept, only its SHA-256. */
@Entity()
@Index(['accountId'])
@Check('session_idle_minutes_check', `idle_minutes BETWEEN 1 AND 1440`)
@Check('session_device_check', `length(device) BETWEEN 1 AND 80`)
@Check('session_expires_at_check', `expires_at <= ends_at`)
@Check(
  'session_methods_check',
  `methods <> '{}' AND methods <@ ARRAY['password', 'email_link', 'oidc', 'mfa', 'totp', 'passkey', 'recovery_code']`,
)
export class Session {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('account') accountId: string;
  @Column({type: 'bytea', unique: true}) tokenHash: Buffer;
  /** Whom this session acts for, chosen openly; null acts for oneself. */
  @Reference('person', {nullable: true}) actingForId: string | null;
  /** How the person showed who they are, in the order in which they did. */
  @Column({type: 'text', array: true}) methods: SignInMethod[];
  /** When they last did. */
  @InstantColumn({default: () => 'now()'}) authenticatedAt: Date;
  /** To the minute. */
  @InstantColumn({default: () => 'now()'}) lastSeenAt: Date;
  @Column({type: 'integer'}) idleMinutes: number;
  @CreatedAt() createdAt: Date;
  /** When it ends unless it is used before. */
  @InstantColumn() expiresAt: Date;
  /** When it ends, however much it is used. */
  @InstantColumn() endsAt: Date;
  @InstantColumn({nullable: true}) endedAt: Date | null;
  /** In plain words: `Firefox on Windows`. */
  @Column({type: 'text'}) device: string;
}
