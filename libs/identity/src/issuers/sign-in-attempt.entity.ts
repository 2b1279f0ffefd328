import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {Role} from '../access/roles.js';

/**
 * A browser that went to an issuer, and what the issuer then said of whoever came back. It belongs to that browser
 * alone, works once, and is gone within the hour.
 */
@Entity()
@Index(['expiresAt'])
@Check('sign_in_attempt_return_path_check', `return_path ~ '^/([^/]|$)'`)
@Check(
  'sign_in_attempt_subject_check',
  `(subject IS NULL) = (issuer IS NULL) AND (subject IS NULL OR used_at IS NOT NULL)`,
)
export class SignInAttempt {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('identity_provider') providerId: string;
  @Column({type: 'bytea', unique: true}) stateHash: Buffer;
  @Column({type: 'bytea'}) browserHash: Buffer;
  @Column({type: 'text'}) nonce: string;
  @Column({type: 'text'}) codeVerifier: string;
  @Column({type: 'text'}) returnPath: string;
  /** The issuer was asked to have them sign in anew, however lately they did. */
  @Column({type: 'boolean', default: false}) fresh: boolean;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({nullable: true}) usedAt: Date | null;
  @Column({type: 'text', nullable: true}) issuer: string | null;
  @Column({type: 'text', nullable: true}) subject: string | null;
  /** Only when the issuer says that it is theirs. */
  @Column({type: 'citext', nullable: true}) email: string | null;
  @Column({type: 'text', nullable: true}) name: string | null;
  @Column({type: 'boolean', default: false}) secondFactor: boolean;
  @Column({type: 'text', array: true, default: () => `'{}'`}) roles: Role[];
}
