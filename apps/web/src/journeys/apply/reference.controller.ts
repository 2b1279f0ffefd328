import {Body, Controller, Get, Param, Post, Req, Res} from '@nestjs/common';
import {Councils} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Public} from '@app/platform';
import {AnswerReference} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {easyRead} from '../easy-read/easy-read.js';
import {REFERENCE_ITEMS, ReferenceForm} from './referees.form.js';

const VIEW = 'journeys/apply/reference';

/** A referee's page: opened by their link alone, once. A link that is none any more says nothing of whom it was about. */
@Public()
@Controller('reference')
export class ReferenceController {
  constructor(
    private readonly references: AnswerReference,
    private readonly councils: Councils,
  ) {}

  @Get('done')
  done(@Res() reply: FastifyReply) {
    return reply.view('journeys/apply/reference-done', {declined: false});
  }

  @Get('declined')
  declined(@Res() reply: FastifyReply) {
    return reply.view('journeys/apply/reference-done', {declined: true});
  }

  @Get(':token')
  async show(@Req() request: FastifyRequest, @Param('token') token: string, @Res() reply: FastifyReply) {
    return this.unlessGone(reply, async () => reply.view(VIEW, await this.page(request, token)));
  }

  @Post(':token')
  async give(
    @Req() request: FastifyRequest,
    @Param('token') token: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.unlessGone(reply, async () => {
      const page = await this.page(request, token);
      const {form, errors, values} = readForm(ReferenceForm, body);
      if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
      const {relationship, known_for: knownFor, would_trust: wouldTrust, about, concerns} = form;
      try {
        await this.references.give(token, {relationship, knownFor, wouldTrust, about, concerns});
      } catch (error) {
        return showRefusal(reply, VIEW, {...page, values}, error);
      }
      return reply.redirect('/reference/done', 303);
    });
  }

  @Post(':token/decline')
  async decline(@Param('token') token: string, @Res() reply: FastifyReply) {
    return this.unlessGone(reply, async () => {
      await this.references.decline(token);
      return reply.redirect('/reference/declined', 303);
    });
  }

  private async page(request: FastifyRequest, token: string) {
    const {applicantName, refereeName, councilId} = await this.references.read(token);
    const {name: councilName} = await this.councils.one(councilId);
    return {
      applicantName,
      refereeName,
      councilName,
      easy: easyRead(request, 'reference'),
      ...REFERENCE_ITEMS,
    };
  }

  private async unlessGone(reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'LINK_GONE') throw error;
      return reply.code(410).view('journeys/apply/reference-gone', {isError: true});
    }
  }
}
