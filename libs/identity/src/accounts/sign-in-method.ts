/**
 * How somebody shows who they are. `mfa` is what an OpenID Connect issuer says when it asked for a second factor
 * itself (RFC 8176).
 */
export const SIGN_IN_METHODS = ['password', 'email_link', 'oidc', 'mfa', 'totp', 'passkey', 'recovery_code'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

const SECOND_FACTORS: readonly SignInMethod[] = ['mfa', 'totp', 'passkey', 'recovery_code'];

export function hasSecondFactor(methods: readonly SignInMethod[]): boolean {
  return methods.some((method) => SECOND_FACTORS.includes(method));
}
