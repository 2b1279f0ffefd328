import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {ownContact} from '@app/notifications';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ContactPages, type Whose} from './contact-pages.js';

const whose = (principal: Principal): Whose => ({personId: ownContact(principal), path: '/contact', staff: false});

/** How we contact you: one’s own, or of whom one acts for. */
@Controller('contact')
export class ContactPageController {
  constructor(private readonly pages: ContactPages) {}

  @Allow('session:use')
  @Get()
  show(@Current() principal: Principal, @Query('done') done: unknown, @Res() reply: FastifyReply) {
    return this.pages.show(reply, principal, whose(principal), done);
  }

  @Allow('session:use')
  @Post()
  save(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    return this.pages.save(reply, principal, whose(principal), body);
  }

  @Allow('session:use')
  @Post('also-told')
  tellToo(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    return this.pages.tellToo(reply, principal, whose(principal), body);
  }

  @Allow('session:use')
  @Post('also-told/:id/end')
  stop(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.pages.stop(reply, principal, whose(principal), id);
  }
}
