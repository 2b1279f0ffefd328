export interface PersonalTable {
  category: string;
  /** Every column but id and council_id, with blanks between: a new one is in no category until it stands here. */
  columns: string;
  /** Which rows are somebody's, as a condition on `t` over their id, `$1`; null where none is given out with the others. */
  of: string | null;
}

/** Never given to anybody: what only proves or opens something. */
export const SECRET_COLUMNS: ReadonlySet<string> = new Set([
  'password_hash',
  'token_hash',
  'challenge',
  ...['secret', 'secret_hash', 'code_hash', 'salt', 'public_key', 'credential_id'],
  'request_hash',
  ...['state_hash', 'browser_hash', 'nonce', 'code_verifier'],
  'content_salt',
  'transaction_id',
]);

/** Who took a listing down or looked at visits would tell of a concern: nobody is told, whatever the reason was. */
export const QUIET_PARTS: ReadonlySet<string> = new Set(['suspension.recorded_by', 'suspension.lifted_by']);

/** Where people write what they like, about others too. */
export const FREE_TEXT: ReadonlySet<string> = new Set([
  ...['text', 'note', 'said', 'reason', 'reasons', 'conditions', 'explanation', 'grounds', 'answer', 'evidence'],
  ...['decline_reason', 'query_reason', 'revoke_reason', 'identity_check', 'assessed_by', 'wants'],
  ...['about', 'backup', 'helped_by', 'agreed_with'],
  ...['took_part', 'own_words', 'summary', 'decided_note', 'words', 'answer_text', 'decision_reason', 'query'],
]);

/** Columns that are about somebody else by what they are. */
export const OTHERS_COLUMNS: ReadonlySet<string> = new Set([
  ...['referee.name', 'referee.email', 'referee.phone', 'backup_contact.name', 'backup_contact.phone'],
]);
