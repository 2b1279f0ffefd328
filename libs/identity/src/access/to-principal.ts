import {notFound} from '@app/kernel';
import type {SignInMethod} from '../accounts/sign-in-method.js';
import type {ContactWay} from '../behalf/behalf-contact.entity.js';
import {reachOf, strongest, type ActingGrant} from '../representation/reach.js';
import {permissionsOf, permissionsOfReach, type Permission} from './permissions.js';
import type {ActingFor, Principal} from './principal.js';
import type {Role} from './roles.js';

/** What the database says of a session: who it is, whom it acts for, and how far that reaches today. */
export interface SessionRow {
  session_id: string;
  council_id: string;
  council_name: string;
  account_id: string;
  person_id: string;
  person_name: string;
  roles: Role[];
  acting_for_id: string | null;
  acting_for_name: string | null;
  acting_for_grants: ActingGrant[] | null;
  acting_for_behalf: BehalfGrant[] | null;
  methods: SignInMethod[];
  authenticated_at: Date;
  expires_at: Date;
  ends_at: Date;
  idle_minutes: number;
  unseen: boolean;
}

/** What staff may do in one contact. */
export interface BehalfGrant extends ActingGrant {
  contact_id: string;
  how: ContactWay;
}

export function toPrincipal(row: SessionRow): Principal {
  const own = permissionsOf(row.roles);
  const actingFor = actingForOf(row, own.has('behalf:act'));
  return {
    sessionId: row.session_id,
    councilId: row.council_id,
    councilName: row.council_name,
    accountId: row.account_id,
    personId: row.person_id,
    name: row.person_name,
    roles: row.roles,
    permissions: permissionsWith(own, actingFor),
    actingFor,
    methods: row.methods,
    authenticatedAt: row.authenticated_at,
    expiresAt: row.expires_at,
    endsAt: row.ends_at,
    idleMinutes: row.idle_minutes,
  };
}

/** @throws NOT_FOUND for somebody whom they never represented */
function actingForOf(row: SessionRow, mayActOnBehalf: boolean): ActingFor | null {
  const {acting_for_id: personId, acting_for_name: name} = row;
  if (personId === null) return null;
  if (name === null) throw notFound('person');
  return {
    personId,
    name,
    ...standing(row.acting_for_grants ?? [], mayActOnBehalf ? (row.acting_for_behalf ?? []) : []),
  };
}

/** In a contact staff do what it lets them do, and nothing that they might do as somebody's own representative. */
export function standing(
  grants: readonly ActingGrant[],
  behalf: readonly BehalfGrant[],
): Pick<ActingFor, 'kind' | 'reach' | 'contact'> {
  const [contact] = behalf;
  if (contact) return {kind: 'staff', reach: reachOf(behalf), contact: {id: contact.contact_id, how: contact.how}};
  return {kind: strongest(grants), reach: reachOf(grants), contact: null};
}

/** Acting for somebody adds what that lets one do. Staff put their own work aside while they do. */
function permissionsWith(own: Set<Permission>, actingFor: ActingFor | null): Set<Permission> {
  if (!actingFor) return own;
  const reached = permissionsOfReach(actingFor.reach);
  if (actingFor.kind === 'staff') return new Set<Permission>(['session:use', 'behalf:act', ...reached]);
  return new Set<Permission>([...own, ...reached]);
}
