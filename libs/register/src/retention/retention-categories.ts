/** What the rules are about. */
export const RETENTION_CATEGORIES = [
  'dbs_facts',
  'reference_facts',
  'declined_application',
  'withdrawn_application',
] as const;
export type RetentionCategory = (typeof RETENTION_CATEGORIES)[number];
