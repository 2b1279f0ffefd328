import type {FastifyReply} from 'fastify';

export interface SentFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

/** As something to save, never to be shown in the browser: whatever is in it, it runs nowhere near our pages. */
export function sendFile(reply: FastifyReply, {name, mediaType, content}: SentFile): FastifyReply {
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
  return reply
    .headers({
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .send(content);
}
