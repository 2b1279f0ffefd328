import {isIP} from 'node:net';
import type {RelyingParty} from '@app/identity';
import type {Environment} from '@app/platform';
import type {FastifyRequest} from 'fastify';

/**
 * The name under which people open the pages: passkeys belong to it. Production says it once; elsewhere it is the one
 * that was asked for. Null where there is only a number, to which no passkey can belong.
 */
export function relyingParty(environment: Environment, request: FastifyRequest): RelyingParty | null {
  const asked = `${request.protocol}://${request.headers.host ?? ''}`;
  const wanted = environment.PUBLIC_URL ?? (URL.canParse(asked) ? asked : environment.publicUrl);
  const {hostname, origin} = new URL(wanted);
  return isIP(hostname) || hostname.startsWith('[') ? null : {id: hostname, origin};
}
