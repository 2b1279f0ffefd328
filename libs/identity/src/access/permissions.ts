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
  'import:read',
  'register:import',
  'register:confirm',
  'retention:manage',
  'figures:read',
  'scheme:configure',
  'training:read',
  'allocation:import',
  'outbox:read',
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
];
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
  'training:read',
];

/** Everybody who is signed in may use their own session; the rest is by role. */
export const PERMISSIONS_OF: Record<Role, readonly Permission[]> = {
  holder: BUDGET,
  nominated: BUDGET,
  authorised: BUDGET,
  carer: BUDGET,
  broker: ['budget:read', 'engagement:read', 'booking:read'],
  pa: WORK,
  provider: WORK,
  isf: ['budget:read'],
  officer: [
    'application:open',
    'application:read',
    'application:queue',
    'application:gather',
    'member:suspend',
    'training:read',
    'import:read',
    'register:import',
  ],
  approver: [
    'application:read',
    'application:queue',
    'application:decide',
    'member:suspend',
    'training:read',
    'import:read',
    'register:confirm',
    'figures:read',
  ],
  finance: ['allocation:import'],
  commissioner: ['figures:read'],
  duty: [],
  admin: [
    'scheme:configure',
    'training:read',
    'outbox:read',
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
