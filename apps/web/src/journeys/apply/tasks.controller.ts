import {Body, Controller, Get, Post, Query, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ChangeChannel, SPOKEN_CHANNELS, type SpokenChannel} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {ChoiceInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain} from '../../forms/show-again.js';
import {CHANNEL_WORDS} from '../../words/apply-words.js';
import {ApplyPages} from './apply-page.js';
import {tasksPage} from './tasks.presenter.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/apply/tasks';

const DONE: Record<string, string> = words({
  saved: 'Your answer is saved.',
  submitted: 'Your application is handed in. We tell you what happens next.',
  answered: 'Your answer is sent.',
  withdrawn: 'The application is withdrawn.',
});

class ChannelForm {
  @ChoiceInput('How they tell you', SPOKEN_CHANNELS)
  channel: SpokenChannel;
}

/** The task list: what is done, what is missing, what the council asks for. */
@Controller('apply/:id')
export class TasksController {
  constructor(
    private readonly pages: ApplyPages,
    private readonly channels: ChangeChannel,
  ) {}

  @Allow('application:open')
  @Get()
  @Render(VIEW)
  async show(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('done') done: unknown,
  ) {
    return this.page(request, principal, id, done);
  }

  /** For an officer: how the applicant tells them what they write down. */
  @Allow('application:gather')
  @Post('channel')
  async change(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(ChannelForm, body);
    if (errors.length) {
      return showAgain(reply, VIEW, {...(await this.page(request, principal, id)), errors, values});
    }
    await this.channels.run(principal, id, form.channel);
    return reply.redirect(`/apply/${id}`, 303);
  }

  private async page(request: FastifyRequest, principal: Principal, id: string, done: unknown = null) {
    const page = await this.pages.read(request, principal, id, 'tasks');
    return {
      ...page,
      ...tasksPage(page.apply, page.base),
      channels: SPOKEN_CHANNELS.map((value) => ({value, text: CHANNEL_WORDS[value]})),
      channel: page.apply.onBehalf,
      notice: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    };
  }
}
