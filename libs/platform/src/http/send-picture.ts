import type {FastifyReply} from 'fastify';

/**
 * A picture that we made ourselves, to be shown. Its address never names another, so whoever has seen it keeps it.
 * @param everybody whether a cache on the way may keep it too: for minutes, since a picture can be taken down
 */
export function sendPicture(reply: FastifyReply, content: Buffer, everybody: boolean): FastifyReply {
  return reply
    .headers({
      'content-type': 'image/webp',
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': `${everybody ? 'public, s-maxage=300' : 'private'}, max-age=31536000, immutable`,
    })
    .send(content);
}
