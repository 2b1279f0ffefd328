import {Controller, Get, Param, Post, Render, Res} from '@nestjs/common';
import {isOwing, isToRepay, ReadArea, ResourceFiles, TakePlace, TakeResource, WaitForCourse} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, sendFile} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {notFound} from '@app/kernel';
import {showRefusal} from '../../forms/show-again.js';
import {RESOURCE_WORDS} from '../../words/area-words.js';

const VIEW = 'journeys/area/area';

/** What members find: notices, guides, model policies, links, and courses with places, free or for a charge. */
@Controller('members-area')
export class AreaController {
  constructor(
    private readonly area: ReadArea,
    private readonly places: TakePlace,
    private readonly takes: TakeResource,
    private readonly waits: WaitForCourse,
    private readonly files: ResourceFiles,
  ) {}

  @Allow('area:use')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal) {
    const {resources, courses, charges} = await this.area.forMember(principal);
    const shown = resources.map((each) => ({...each, kindWords: RESOURCE_WORDS[each.kind]}));
    return {
      notices: shown.filter(({kind}) => kind === 'notice'),
      resources: shown.filter(({kind}) => kind !== 'notice'),
      courses,
      charges: charges.map((each) => ({...each, owing: isOwing(each), toRepay: isToRepay(each)})),
    };
  }

  @Allow('area:use')
  @Post('courses/:id/take')
  take(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, reply, () => this.places.take(principal, id));
  }

  @Allow('area:use')
  @Post('courses/:id/give-up')
  giveUp(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, reply, () => this.places.giveUp(principal, id));
  }

  @Allow('area:use')
  @Post('courses/:id/wait')
  wait(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, reply, () => this.waits.join(principal, id));
  }

  @Allow('area:use')
  @Post('courses/:id/leave')
  leave(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, reply, () => this.waits.leave(principal, id));
  }

  @Allow('area:use')
  @Post('resources/:id/take')
  takeResource(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, reply, () => this.takes.run(principal, id));
  }

  @Allow('area:use')
  @Get('resources/:id/files/:file')
  async file(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    if (!isUUID(file)) throw notFound('file');
    return sendFile(reply, await this.files.open(principal, id, file));
  }

  private async act(principal: Principal, reply: FastifyReply, work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      // As it is now: somebody else was quicker, and one can wait.
      return showRefusal(reply, VIEW, {...(await this.show(principal)), values: {}}, error);
    }
    return reply.redirect('/members-area', 303);
  }
}
