import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, ReadStaff, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {
  AskApplicant,
  AssignApplication,
  MeetCondition,
  ReadApplication,
  ReadNotes,
  ReadRequests,
  TakeUpApplication,
  WriteNote,
} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {t, words} from '../../words/t.js';

const VIEW = 'journeys/vetting/handling';

class AskForm {
  @TextInput('What you ask for', {max: 2_000})
  ask: string;
}

class NoteForm {
  @TextInput('Note', {max: 4_000})
  note: string;
}

const DONE: Record<string, string> = words({
  assigned: 'It is recorded who handles this application.',
  asked: 'They are asked, and find it in their task list.',
  noted: 'Your note is kept.',
  met: 'The condition is recorded as met.',
  taken_up: 'The application goes on.',
});

/** Who handles an application, what the applicant is asked for, and notes for colleagues. */
@Controller('council/applications/:id/handling')
export class HandlingController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly staff: ReadStaff,
    private readonly requests: ReadRequests,
    private readonly notes: ReadNotes,
    private readonly assigns: AssignApplication,
    private readonly asks: AskApplicant,
    private readonly writes: WriteNote,
    private readonly meets: MeetCondition,
    private readonly takesUp: TakeUpApplication,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    const words = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null;
    return {...(await this.page(principal, id)), done: words};
  }

  @Allow('application:queue')
  @Post('assign')
  async assign(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    class AssignForm {
      @ChoiceInput('Who handles it', ['nobody', ...page.staff.map((each) => each.id)])
      handler: string;
    }
    const {form, errors, values} = readForm(AssignForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const work = () => this.assigns.run(principal, id, form.handler === 'nobody' ? null : form.handler);
    return this.act(principal, id, reply, 'assigned', work, values);
  }

  @Allow('application:gather')
  @Post('ask')
  async ask(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(AskForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    return this.act(principal, id, reply, 'asked', () => this.asks.run(principal, id, {text: form.ask}), values, {
      text: 'ask',
    });
  }

  @Allow('application:queue')
  @Post('note')
  async note(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(NoteForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    return this.act(principal, id, reply, 'noted', () => this.writes.run(principal, id, form.note), values, {
      text: 'note',
    });
  }

  @Allow('application:gather')
  @Post('met/:condition')
  async met(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('condition') conditionId: string,
    @Res() reply: FastifyReply,
  ) {
    return this.act(principal, id, reply, 'met', () => this.meets.run(principal, conditionId));
  }

  @Allow('application:gather')
  @Post('take-up')
  async takeUp(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.act(principal, id, reply, 'taken_up', () => this.takesUp.run(principal, id));
  }

  private async act(
    principal: Principal,
    id: string,
    reply: FastifyReply,
    done: string,
    work: () => Promise<unknown>,
    values: Record<string, string | string[]> = {},
    boxes: Record<string, string> = {},
  ) {
    try {
      await work();
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values}, error, boxes);
    }
    return reply.redirect(`/council/applications/${id}/handling?done=${done}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const application = await this.applications.run(principal, id);
    const staff = await this.staff.run(principal);
    return {
      application,
      staff,
      handlers: [
        {value: 'nobody', text: t('Nobody in particular')},
        ...staff.map(({id: value, name: text}) => ({value, text})),
      ],
      requests: await this.requests.run(principal, id),
      notes: await this.notes.run(principal, id),
      gathers: principal.permissions.has('application:gather'),
    };
  }
}
