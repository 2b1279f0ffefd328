import {createParamDecorator, type ExecutionContext} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import type {Principal} from './principal.js';

/** A request, once the guard has read who asks. */
export interface IdentifiedRequest extends FastifyRequest {
  principal?: Principal | null;
}

/** Who asks: on a route that names a permission there always is somebody; on a public one there may be nobody. */
export const Current = createParamDecorator((_: unknown, context: ExecutionContext): Principal | null => {
  return context.switchToHttp().getRequest<IdentifiedRequest>().principal ?? null;
});
