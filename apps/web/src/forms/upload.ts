import {uploadOf, type Upload} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {checkToken} from '../security/csrf.js';

/**
 * The one file of a form. Its token is checked here, as a form with a file is read by nothing before its route; the
 * route says that it takes one with `@RouteConfig(TAKES_FILE)`.
 * @throws VALIDATION_FAILED when there is no file, the plugin's own error for a form that is not ours
 */
export async function readUpload(request: FastifyRequest, reply: FastifyReply): Promise<Upload> {
  const upload = await uploadOf(request);
  try {
    await checkToken(request.server, request, reply, upload.fields['_csrf'] ?? '');
  } catch (error) {
    upload.content.resume();
    throw error;
  }
  return upload;
}
