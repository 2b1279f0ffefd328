import type {Permission} from '../access/permissions.js';

/** What a council's own systems may be let do, and what permissions that is. */
export const PERMISSIONS_OF_SCOPE = {
  'allocations:import': ['allocation:import'],
  'register:import': ['register:import', 'import:read'],
  'figures:read': ['figures:read'],
} as const satisfies Record<string, readonly Permission[]>;

export type Scope = keyof typeof PERMISSIONS_OF_SCOPE;
export const SCOPES = Object.keys(PERMISSIONS_OF_SCOPE) as readonly Scope[];

export function permissionsOfScopes(scopes: readonly Scope[]): Set<Permission> {
  return new Set<Permission>(scopes.flatMap((scope) => PERMISSIONS_OF_SCOPE[scope]));
}
