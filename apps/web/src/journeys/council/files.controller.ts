import {Controller, Get, Post, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, sendFile} from '@app/platform';
import {HandleFile} from '@app/register';
import type {FastifyReply} from 'fastify';

/** Files that applicants sent: opened by staff, and let out of quarantine where no scanner does it. */
@Controller('council/applications/:id/files/:file')
export class CouncilFilesController {
  constructor(private readonly files: HandleFile) {}

  @Allow('application:queue')
  @Get()
  async open(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @Res() reply: FastifyReply,
  ) {
    return sendFile(reply, await this.files.open(principal, id, fileId));
  }

  @Allow('application:gather')
  @Post('release')
  async release(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('file') fileId: string,
    @Res() reply: FastifyReply,
  ) {
    await this.files.release(principal, id, fileId);
    return reply.redirect(`/council/applications/${id}?done=released`, 303);
  }
}
