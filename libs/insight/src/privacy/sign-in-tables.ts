import type {PersonalTable} from './personal-table.js';
import {ACCOUNTS} from './whose.js';

/** How people sign in beside a password: table by table, with every column. */
export const SIGN_IN_TABLES: Readonly<Record<string, PersonalTable>> = {
  sign_in_identity: {
    category: 'accounts',
    columns: 'account_id provider_id issuer subject linked_at',
    of: `t.account_id IN (${ACCOUNTS})`,
  },
  sign_in_link: {
    category: 'accounts',
    columns:
      'asked email account_id attempt_id name purpose organisation browser_hash return_path token_hash wrong_tries asked_at expires_at used_at',
    of: `t.account_id IN (${ACCOUNTS})`,
  },
  sign_in_attempt: {
    category: 'accounts',
    columns:
      'provider_id state_hash browser_hash nonce code_verifier return_path fresh expires_at used_at issuer subject email name second_factor roles',
    of: null,
  },
};
