import type {Power} from '../representation/powers.js';
import type {Reach} from '../representation/reach.js';
import type {Role} from './roles.js';

/** What a route may need: one permission each, named on the route. Whose record it is, is checked in the use case. */
export const PERMISSIONS = [
  'session:use',
  'budget:read',
  'engagement:read',
  'engagement:propose',
  'engagement:answer',
  'booking:read',
  'booking:request',
  'booking:answer',
  'booking:cancel',
  'hours:record',
  'hours:approve',
  'listing:manage',
  'application:open',
  'application:read',
  'application:queue',
  'application:gather',
  'application:decide',
  'member:suspend',
  'member:terminate',
  'sanction:record',
  'sanction:read',
  'appeal:make',
  'appeal:read',
  'appeal:decide',
  'concern:record',
  'concern:read',
  'concern:duty',
  'complaint:read',
  'privacy:manage',
  'audit:read',
  'import:read',
  'register:import',
  'register:confirm',
  'retention:manage',
  'figures:read',
  'scheme:configure',
  'training:read',
  'allocation:import',
  'outbox:read',
  'sign_in:configure',
  'contact:manage',
  'words:manage',
  'representation:record',
  'behalf:act',
  'plan:read',
  'plan:write',
  'plan:agree',
  'plan:decide',
  'proposal:read',
  'proposal:make',
  'proposal:answer',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const BUDGET: readonly Permission[] = [
  'budget:read',
  'engagement:read',
  'engagement:propose',
  'booking:read',
  'booking:request',
  'booking:cancel',
  'hours:approve',
  'plan:read',
  'plan:write',
  'plan:agree',
  'proposal:read',
  'proposal:answer',
];
/** Who helps somebody may propose; for whom and how far, the representation says. */
const HELPS: readonly Permission[] = [...BUDGET, 'proposal:make'];
const WORK: readonly Permission[] = [
  'engagement:read',
  'engagement:answer',
  'booking:read',
  'booking:answer',
  'booking:cancel',
  'hours:record',
  'listing:manage',
  'application:open',
  'application:read',
  'appeal:make',
  'appeal:read',
  'training:read',
];

/** Everybody who is signed in may use their own session; the rest is by role. */
export const PERMISSIONS_OF: Record<Role, readonly Permission[]> = {
  holder: BUDGET,
  nominated: HELPS,
  authorised: HELPS,
  carer: HELPS,
  broker: ['budget:read', 'engagement:read', 'booking:read', 'plan:read', 'proposal:read', 'proposal:make'],
  pa: WORK,
  provider: WORK,
  isf: ['budget:read'],
  officer: [
    'application:open',
    'application:read',
    'application:queue',
    'application:gather',
    'member:suspend',
    'sanction:record',
    'sanction:read',
    'appeal:make',
    'appeal:read',
    'concern:record',
    'complaint:read',
    'training:read',
    'import:read',
    'register:import',
    'contact:manage',
    'representation:record',
    'behalf:act',
    'plan:decide',
  ],
  approver: [
    'application:read',
    'application:queue',
    'application:decide',
    'member:suspend',
    'member:terminate',
    'sanction:record',
    'sanction:read',
    'appeal:read',
    'appeal:decide',
    'complaint:read',
    'training:read',
    'import:read',
    'register:confirm',
    'figures:read',
    'plan:decide',
  ],
  finance: ['allocation:import', 'representation:record', 'behalf:act'],
  commissioner: ['figures:read'],
  duty: ['concern:duty', 'contact:manage'],
  /** Nobody else reads concerns, and they need nothing else here. */
  safeguarding: ['concern:read'],
  /** Information governance: what people ask of their own, and who read what. */
  privacy: ['privacy:manage', 'audit:read'],
  admin: [
    'scheme:configure',
    'training:read',
    'outbox:read',
    'sign_in:configure',
    'words:manage',
    'import:read',
    'register:import',
    'register:confirm',
    'retention:manage',
    'figures:read',
  ],
};

export function permissionsOf(roles: readonly Role[]): Set<Permission> {
  return new Set<Permission>(['session:use', ...roles.flatMap((role) => PERMISSIONS_OF[role])]);
}

/** The routes that a power opens while one acts for somebody. What it is about, the use case checks. */
export const PERMISSIONS_OF_POWER: Record<Power, readonly Permission[]> = {
  see_budget: ['budget:read'],
  see_support: ['engagement:read', 'booking:read', 'proposal:read'],
  agree_terms: ['engagement:propose', 'proposal:answer'],
  book: ['booking:request', 'proposal:answer'],
  cancel: ['booking:cancel'],
  approve_hours: ['hours:approve', 'booking:read'],
  see_plan: ['plan:read'],
  write_plan: ['plan:write'],
  agree_plan: ['plan:agree'],
  propose: ['proposal:make', 'proposal:read'],
  see_backup: [],
  write_backup: [],
  set_contact: [],
};

export function permissionsOfReach(reach: Reach): Permission[] {
  return [...reach.keys()].flatMap((power) => PERMISSIONS_OF_POWER[power]);
}
