import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, Reference} from '@app/platform';
import type {Role} from '../access/roles.js';

export type Audience = 'public' | 'staff';
export const PROOFS = ['private_key_jwt', 'client_secret_basic', 'client_secret_post'] as const;
/** How we show the issuer that it is us who asks. */
export type Proof = (typeof PROOFS)[number];

/** An OpenID Connect issuer whose word a council takes for who somebody is. Set by whoever runs the service. */
@Entity()
@Unique(['councilId', 'code'])
@Check('identity_provider_code_check', `code ~ '^[a-z][a-z0-9-]{1,40}$'`)
@Check('identity_provider_audience_check', `audience IN ('public', 'staff')`)
@Check('identity_provider_label_check', `length(btrim(label)) BETWEEN 1 AND 60`)
@Check('identity_provider_issuer_check', `issuer ~ '^https?://[^[:space:]]+$'`)
@Check('identity_provider_client_id_check', `client_id <> ''`)
@Check('identity_provider_proof_check', `proof IN ('private_key_jwt', 'client_secret_basic', 'client_secret_post')`)
@Check('identity_provider_secret_name_check', `secret_name ~ '^[A-Z][A-Z0-9_]{0,60}$'`)
@Check('identity_provider_scopes_check', `'openid' = ANY (scopes)`)
@Check('identity_provider_role_claim_check', `(audience = 'staff') = (role_claim IS NOT NULL)`)
@Check('identity_provider_ends_on_check', `ends_on >= starts_on`)
export class IdentityProvider {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** For commands: `entra`. */
  @Column({type: 'text'}) code: string;
  @Column({type: 'text'}) audience: Audience;
  /** On the button: `Sign in with GOV.UK One Login`. */
  @Column({type: 'text'}) label: string;
  @Column({type: 'text'}) issuer: string;
  /** The directory that the claim `tid` has to name, where an issuer speaks for several. */
  @Column({type: 'text', nullable: true}) tenant: string | null;
  @Column({type: 'text'}) clientId: string;
  @Column({type: 'text'}) proof: Proof;
  /** The key or secret stands in the environment, in SIGN_IN_SECRET_<this>. */
  @Column({type: 'text'}) secretName: string;
  /** Under which the issuer knows our key, where it wants to be told. */
  @Column({type: 'text', nullable: true}) keyId: string | null;
  @Column({type: 'text', array: true}) scopes: string[];
  /** The `claims` parameter: what to ask for one by one. */
  @Column({type: 'jsonb', nullable: true}) claims: object | null;
  /** More parameters of the request: `{"vtr": "[\"Cl.Cm\"]"}`. */
  @Column({type: 'jsonb', default: () => `'{}'`}) parameters: Record<string, string>;
  /** Staff only: the claim that says what they may do here. */
  @Column({type: 'text', nullable: true}) roleClaim: string | null;
  /** Its e-mail addresses are proved, even where it does not say so of each. */
  @Column({type: 'boolean', default: false}) emailProved: boolean;
  /** What in `amr` or `acr` says that a second factor was asked for. */
  @Column({type: 'text', array: true, default: () => `'{mfa}'`}) secondFactors: string[];
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
  @CreatedAt() createdAt: Date;
}

/** A value of the role claim, and the role that it stands for here. */
@Entity()
@Unique(['providerId', 'value', 'role'])
@Index(['providerId'])
@Check('role_claim_value_check', `length(value) BETWEEN 1 AND 200`)
@Check(
  'role_claim_role_check',
  `role IN ('officer', 'approver', 'finance', 'commissioner', 'duty', 'safeguarding', 'admin')`,
)
export class RoleClaim {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('identity_provider') providerId: string;
  @Column({type: 'text'}) value: string;
  @Column({type: 'text'}) role: Role;
  @CreatedAt() createdAt: Date;
}
