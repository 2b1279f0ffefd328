/** What is not for sale, by what it is. */
export const COMMUNITY_SORTS = ['group', 'club', 'preventive', 'peer_support', 'advocacy'] as const;
export type CommunitySort = (typeof COMMUNITY_SORTS)[number];

/** How we know that whoever takes an entry over speaks for it. */
export const CLAIM_WAYS = ['email', 'phone', 'met', 'letter'] as const;
export type ClaimWay = (typeof CLAIM_WAYS)[number];
