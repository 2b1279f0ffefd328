/** What the rules are about. */
export const RETENTION_CATEGORIES = [
  'dbs_facts',
  'reference_facts',
  'referee',
  'risk_assessment',
  'evidence_file',
  'declined_application',
  'withdrawn_application',
  'condition',
  'sanction',
  'appeal',
  'enquiry',
  'session',
  'message',
  'complaint',
  'concern',
  'data_request',
  'conversation',
  'advert',
  'shortlist',
] as const;
export type RetentionCategory = (typeof RETENTION_CATEGORIES)[number];
