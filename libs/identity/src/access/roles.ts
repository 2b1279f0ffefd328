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
  'privacy',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** Who works for the council signs in by rules of their own; everybody else is the public. */
export const STAFF_ROLES: readonly Role[] = [
  'officer',
  'approver',
  'finance',
  'commissioner',
  'duty',
  'safeguarding',
  'privacy',
  'admin',
];
export const ROLE_GROUPS = ['staff', 'public'] as const;
export type RoleGroup = (typeof ROLE_GROUPS)[number];
