import type {FastifyReply} from 'fastify';

/**
 * A picture that we made ourselves, to be shown. Its address never names another, so whoever has it keeps it.
 * @param everybody whether a cache on the way may keep it too
 */
export function sendPicture(reply: FastifyReply, content: Buffer, everybody: boolean): FastifyReply {
  return reply
    .headers({
      'content-type': 'image/webp',
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': `${everybody ? 'public' : 'private'}, max-age=31536000, immutable`,
    })
    .send(content);
}
