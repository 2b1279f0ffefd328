import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

export const LINKS_ASKED = ['sign_in', 'password', 'account'] as const;
/** To sign in, to set a new password, to open an account. */
export type LinkAsked = (typeof LINKS_ASKED)[number];
export const PURPOSES = ['support', 'pa', 'provider'] as const;
/** What somebody opens an account for: to find support, to work as a PA, to offer a service. */
export type Purpose = (typeof PURPOSES)[number];

/** A link that somebody asked for by e-mail. It is kept for unknown addresses too: asking looks the same for all. */
@Entity()
@Index(['email', 'askedAt'])
@Index(['expiresAt'])
@Check('sign_in_link_asked_check', `asked IN ('sign_in', 'password', 'account')`)
@Check('sign_in_link_email_check', `length(email) BETWEEN 3 AND 320 AND email !~ '[[:space:][:cntrl:]]'`)
@Check('sign_in_link_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('sign_in_link_purpose_check', `purpose IN ('support', 'pa', 'provider')`)
@Check('sign_in_link_organisation_check', `length(btrim(organisation)) BETWEEN 1 AND 200`)
@Check('sign_in_link_return_path_check', `return_path ~ '^/([^/]|$)'`)
@Check('sign_in_link_account_check', `asked <> 'account' OR (name IS NOT NULL AND purpose IS NOT NULL)`)
@Check('sign_in_link_provider_check', `(purpose = 'provider') = (organisation IS NOT NULL)`)
export class SignInLink {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) asked: LinkAsked;
  @Column({type: 'citext'}) email: string;
  /** Whose address it is; null while it is nobody's. */
  @Reference('account', {nullable: true}) accountId: string | null;
  /** What an issuer said of who opens an account, to be linked to it. It may be gone: it lasts an hour. */
  @Column({type: 'uuid', nullable: true}) attemptId: string | null;
  @Column({type: 'text', nullable: true}) name: string | null;
  @Column({type: 'text', nullable: true}) purpose: Purpose | null;
  @Column({type: 'text', nullable: true}) organisation: string | null;
  /** The browser it was asked from; in any other the address has to be typed again. */
  @Column({type: 'bytea'}) browserHash: Buffer;
  @Column({type: 'text'}) returnPath: string;
  /** SHA-256; null until it is sent. */
  @Column({type: 'bytea', unique: true, nullable: true}) tokenHash: Buffer | null;
  @Column({type: 'integer', default: 0}) wrongTries: number;
  @InstantColumn() askedAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({nullable: true}) usedAt: Date | null;
}
