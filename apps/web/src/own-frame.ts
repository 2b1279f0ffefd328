import {Identify} from '@app/identity';
import {OwnFrame, type Frame} from '@app/notifications';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';

type Request = FastifyRequest & {ownFrame?: Promise<Frame | null>};

/** What the frame takes from who reads the page, asked once a request; null for nobody. */
export function ownFrame(app: NestFastifyApplication): (request: Request) => Promise<Frame | null> {
  const [identify, own] = [app.get(Identify), app.get(OwnFrame)];
  const read = async (request: Request) => {
    const principal = await identify.of(request);
    return principal && own.of(principal);
  };
  return (request) => (request.ownFrame ??= read(request));
}
