/** What somebody does in an organisation. */
export const MEMBER_ROLES = ['lead', 'organiser', 'worker', 'bookkeeper'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** Change the listing; agree terms, answer bookings, record hours and write to people; see and send bills; say who does what. */
export const MEMBER_ACTIONS = ['edit_listing', 'answer', 'see_money', 'members'] as const;
export type MemberAction = (typeof MEMBER_ACTIONS)[number];

const MAY: Readonly<Record<MemberRole, readonly MemberAction[]>> = {
  lead: MEMBER_ACTIONS,
  organiser: ['edit_listing', 'answer'],
  worker: ['answer'],
  bookkeeper: ['see_money'],
};

export function memberMay(role: MemberRole, action: MemberAction): boolean {
  return MAY[role].includes(action);
}

/** @param action null is belonging to it at all */
export function rolesThatMay(action: MemberAction | null): MemberRole[] {
  return MEMBER_ROLES.filter((role) => action === null || memberMay(role, action));
}
