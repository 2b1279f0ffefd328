import {Body, Controller, Get, Param, Post, Query, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ReadOwnListing, ReadOwnListings, Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {AnswerQuestion, type ApplyTask, type ApplyView} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {easyRead} from '../easy-read/easy-read.js';
import {ApplyPages} from './apply-page.js';
import {paperPage} from './paper-page.js';
import {formOf} from './question.form.js';
import {taskPath} from './tasks.presenter.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/apply/question';
const DONE: Record<string, string> = words({sent: 'The file is sent.', removed: 'The file is removed.'});

/** One question a page; for a paper also the files that were sent of it. */
@Controller('apply/:id/questions/:code')
export class QuestionController {
  constructor(
    private readonly pages: ApplyPages,
    private readonly answers: AnswerQuestion,
    private readonly services: Services,
    private readonly listings: ReadOwnListings,
    private readonly listing: ReadOwnListing,
  ) {}

  @Allow('application:open')
  @Get()
  @Render(VIEW)
  async show(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('code') code: string,
    @Query('done') done: unknown,
  ) {
    return (await this.page(request, principal, id, code, done)).page;
  }

  @Allow('application:open')
  @Post()
  async send(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('code') code: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {page, task} = await this.page(request, principal, id, code);
    const {form, errors, values} = readForm(formOf(task), body);
    if (task.question?.rule.type === 'list' && form.answer?.length === 0) {
      errors.push({field: 'answer', message: 'Choose at least one thing that you do'});
    }
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.answers.run(principal, id, code, form.answer);
    } catch (error) {
      const box = task.question?.rule.type === 'day' ? 'answer-day' : 'answer';
      return showRefusal(reply, VIEW, {...page, values}, error, {answer: box});
    }
    return reply.redirect(await this.next(request, principal, id, code), 303);
  }

  /** The page's words and boxes. @throws NOT_FOUND also for what is not asked of this applicant */
  private async page(request: FastifyRequest, principal: Principal, id: string, code: string, done: unknown = null) {
    const common = await this.pages.read(request, principal, id, code);
    const task = common.apply.tasks.find((each) => each.code === code && each.question);
    if (!task) throw notFound('question');
    const base = paperPage(common, task);
    const page = {
      ...base,
      easy: easyRead(request, task.requirement?.kind ?? code),
      ...(await this.known(principal, common.apply, task)),
      items: code === 'services' ? await this.kindsOfHelp(principal) : base.items,
      notice: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    };
    return {page, task};
  }

  private async kindsOfHelp(principal: Principal) {
    const known = await this.services.list(principal.councilId);
    return known.map(({code, name, description}) => ({value: code, text: name, hint: {text: description}}));
  }

  /** What was said already, here, in an earlier application or in the listing, so that nothing is typed twice. */
  private async known(principal: Principal, apply: ApplyView, {code}: ApplyTask) {
    const answer = apply.answers[code];
    if (answer !== undefined) return {initial: answer, from: apply.earlier.has(code) ? 'earlier' : null};
    if (code !== 'services' || apply.onBehalf !== null || !principal.permissions.has('listing:manage')) return {};
    const {listings} = await this.listings.run(principal);
    const own = await Promise.all(listings.map((each) => this.listing.run(principal, each.id)));
    const services = own.find((each) => each.memberId === apply.member.id)?.services ?? [];
    return services.length ? {initial: services, from: 'listing'} : {};
  }

  /** On to the next thing that is not done; after a paper back to the list, as its file may be sent now. */
  private async next(request: FastifyRequest, principal: Principal, id: string, code: string): Promise<string> {
    const {apply, base} = await this.pages.read(request, principal, id, code);
    const at = apply.tasks.findIndex((each) => each.code === code);
    const following = apply.tasks.slice(at + 1).find((each) => each.state === 'missing');
    const general = apply.tasks[at]?.requirement === null && following?.requirement === null;
    return (general && taskPath(base, following)) || `${base}?done=saved`;
  }
}
