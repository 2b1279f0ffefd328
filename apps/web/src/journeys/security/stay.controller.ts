import {Controller, Post, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {safeReturn} from '../../safe-return.js';

/** "Stay signed in", from the warning: any request keeps a session, so this one does nothing else. */
@Controller('account/stay')
export class StayController {
  @Allow('session:use')
  @Post()
  stay(@Current() {expiresAt}: Principal, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    if (request.headers.accept === 'application/json') return reply.send({expires_at: expiresAt.toISOString()});
    const from = request.headers.referer ?? '';
    return reply.redirect(safeReturn(URL.canParse(from) ? new URL(from).pathname + new URL(from).search : '/'), 303);
  }
}
