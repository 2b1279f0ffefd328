import {Controller, Param, Post, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {AddFile, HandleFile} from '@app/register';
import {problemOf} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {ApplyPages} from './apply-page.js';
import {paperPage} from './paper-page.js';

/** Files of a paper: sent, or taken back. */
@Controller('apply/:id/papers/:code/files')
export class FilesController {
  constructor(
    private readonly pages: ApplyPages,
    private readonly adds: AddFile,
    private readonly files: HandleFile,
  ) {}

  @Allow('application:open')
  @Post()
  @RouteConfig(TAKES_FILE)
  async add(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('code') code: string,
    @Res() reply: FastifyReply,
  ) {
    try {
      await this.adds.run(principal, id, code, () => readUpload(request, reply));
    } catch (error) {
      if (!(error instanceof DomainError) || !error.fields.length) throw error;
      const page = await this.pages.read(request, principal, id, 'paper');
      const task = page.apply.tasks.find((each) => each.requirement?.code === code);
      if (!task) throw notFound('requirement');
      if (task.kind !== 'paper') throw error;
      return reply
        .code(problemOf(error).status)
        .view('journeys/apply/question', {...paperPage(page, task), errors: error.fields});
    }
    return reply.redirect(await this.back(request, principal, id, code, 'sent'), 303);
  }

  @Allow('application:open')
  @Post(':file/remove')
  async remove(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('code') code: string,
    @IdParam('file') fileId: string,
    @Res() reply: FastifyReply,
  ) {
    await this.files.remove(principal, id, fileId);
    return reply.redirect(await this.back(request, principal, id, code, 'removed'), 303);
  }

  private async back(request: FastifyRequest, principal: Principal, id: string, code: string, done: string) {
    const {apply, base} = await this.pages.read(request, principal, id, 'paper');
    const task = apply.tasks.find((each) => each.requirement?.code === code);
    return task ? `${base}/questions/${task.code}?done=${done}` : base;
  }
}
