import {DomainError, forbidden} from '@app/kernel';
import type {SignInMethod} from '../accounts/sign-in-method.js';
import type {ContactWay} from '../behalf/behalf-contact.entity.js';
import type {Power, RepresentationKind} from '../representation/powers.js';
import type {Reach} from '../representation/reach.js';
import type {Permission} from './permissions.js';
import type {Role} from './roles.js';

/** Who is asking, in which council, and for whom. Made anew for each request from the session in the database. */
export interface Principal {
  sessionId: string;
  councilId: string;
  councilName: string;
  accountId: string;
  personId: string;
  name: string;
  roles: readonly Role[];
  permissions: ReadonlySet<Permission>;
  actingFor: ActingFor | null;
  /** How they showed who they are, and when they last did. */
  methods: readonly SignInMethod[];
  authenticatedAt: Date;
  /** When their session ends unless it is used before, and when it ends in any case. */
  expiresAt: Date;
  endsAt: Date;
  idleMinutes: number;
}

export interface ActingFor {
  personId: string;
  name: string;
  /** `staff` on somebody's behalf. Null once it has ended: nothing can be done for the person any more. */
  kind: RepresentationKind | 'staff' | null;
  /** What may be done for them, and with which lines. */
  reach: Reach;
  /** How staff were told what to do; null for whoever represents the person. */
  contact: {id: string; how: ContactWay} | null;
}

/**
 * The person whose budget and bookings this is about: oneself, or the person acted for. By what was so when the
 * request came in: good for reading. An act asks `MayAct`, inside its own transaction.
 * @throws FORBIDDEN when the representation has ended or does not reach so far
 */
export function holderFor(principal: Principal, power: Power): string {
  const {actingFor} = principal;
  if (!actingFor) return principal.personId;
  requireReach(actingFor, power);
  return actingFor.personId;
}

/** @throws FORBIDDEN, REPRESENTATION_ENDED */
export function requireReach({kind, name, reach}: Pick<ActingFor, 'kind' | 'name' | 'reach'>, power: Power): void {
  if (!kind) throw representationEnded(name);
  if (!reach.has(power)) {
    throw forbidden(`You may not do this for ${name}. Ask the council what your role lets you do.`);
  }
}

/** The lines that this may be done with; null is all of them. */
export function linesFor({actingFor}: Principal, power: Power): readonly string[] | null {
  if (!actingFor) return null;
  const lines = actingFor.reach.get(power);
  return lines === undefined ? [] : lines;
}

/** Whether it may be done, for whoever only shows what there is to do. */
export function mayFor({actingFor}: Principal, power: Power): boolean {
  return !actingFor || (actingFor.kind !== null && actingFor.reach.has(power));
}

export function representationEnded(name: string): DomainError {
  return new DomainError(
    'forbidden',
    'REPRESENTATION_ENDED',
    `You no longer act for ${name}. Go back to acting for yourself.`,
  );
}
