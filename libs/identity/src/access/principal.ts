import {DomainError, forbidden} from '@app/kernel';
import {POWERS_OF, type Power, type RepresentationKind} from '../representation/powers.js';
import type {SignInMethod} from '../accounts/sign-in-method.js';
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
  /** Null once the representation has ended: nothing can be done for the person any more. */
  kind: RepresentationKind | null;
}

/**
 * The person whose budget and bookings this is about: oneself, or the person acted for.
 * @throws FORBIDDEN when the representation has ended or does not reach so far
 */
export function holderFor(principal: Principal, power: Power): string {
  const {actingFor} = principal;
  if (!actingFor) return principal.personId;
  if (!actingFor.kind) throw representationEnded(actingFor.name);
  if (!POWERS_OF[actingFor.kind].includes(power)) {
    throw forbidden(`You may not do this for ${actingFor.name}. Ask the council what your role lets you do.`);
  }
  return actingFor.personId;
}

function representationEnded(name: string): DomainError {
  return new DomainError(
    'forbidden',
    'REPRESENTATION_ENDED',
    `You no longer act for ${name}. Go back to acting for yourself.`,
  );
}
