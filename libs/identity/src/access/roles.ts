/** Who signs in. A person may have several. */
export const ROLES = [
  'holder',
  'nominated',
  'authorised',
  'carer',
  'broker',
  'pa',
  'provider',
  'isf',
  'officer',
  'approver',
  'finance',
  'commissioner',
  'duty',
  'safeguarding',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];
