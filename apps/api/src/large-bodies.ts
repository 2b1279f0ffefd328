import type {FastifyInstance} from 'fastify';

/** What a route says that takes a file of 150,000 rows. */
export const TAKES_LARGE = {takesLarge: true};

const LARGEST = 64 * 1_048_576;

/** Everything else keeps the small limit that every request has. Call it before routes are there. */
export function takeLargeBodies(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    const config = route.config as {takesLarge?: boolean} | undefined;
    if (config?.takesLarge) route.bodyLimit = LARGEST;
  });
}
