import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {ReadOutbox, SetUpSending} from '@app/notifications';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {pageNumber} from '../../presenters/page-number.js';
import {pagination} from '../../presenters/pagination.js';

const PER_PAGE = 20;
const SENDING = 'journeys/outbox/sending';

class SendingForm {
  @TextInput('Name of the key', {max: 41})
  reference: string;

  @TextInput('Template for e-mails', {optional: true, max: 36})
  email_template: string | null;

  @TextInput('Template for text messages', {optional: true, max: 36})
  sms_template: string | null;

  @ChoiceInput('Who prints letters', ['print', 'notify'])
  letters: string;
}

/** E-mails and text messages that wait to be sent, and through what they are sent: for the council’s administrator. */
@Controller('council/outbox')
export class OutboxController {
  constructor(
    private readonly outbox: ReadOutbox,
    private readonly sending: SetUpSending,
  ) {}

  @Allow('outbox:read')
  @Get()
  @Render('journeys/outbox/outbox')
  async list(@Current() principal: Principal, @Query('page') wanted: unknown) {
    const page = pageNumber(wanted);
    const {items, total} = await this.outbox.list(principal, page, PER_PAGE);
    const state = await this.sending.read(principal);
    return {
      items,
      sends: state?.hasKey === true && !state.haltedAt,
      halted: state?.haltedAt ? state : null,
      pages: pagination(total, page, PER_PAGE, (number) => `/council/outbox?page=${number}`),
    };
  }

  @Allow('outbox:read')
  @Get('sending')
  async setUp(@Current() principal: Principal, @Query('done') done: unknown, @Res() reply: FastifyReply) {
    const state = await this.sending.read(principal);
    const values = {
      reference: state?.reference ?? '',
      email_template: state?.emailTemplate ?? '',
      sms_template: state?.smsTemplate ?? '',
      letters: state?.letters ?? 'print',
    };
    return reply.view(SENDING, {state, values, done: done === 'saved'});
  }

  @Allow('outbox:read')
  @Post('sending')
  async save(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(SendingForm, body);
    const state = await this.sending.read(principal);
    if (errors.length) return showAgain(reply, SENDING, {state, errors, values});
    try {
      const {reference, letters, email_template: emailTemplate, sms_template: smsTemplate} = form;
      await this.sending.save(principal, {reference, letters, emailTemplate, smsTemplate});
    } catch (error) {
      return showRefusal(reply, SENDING, {state, values}, error);
    }
    return reply.redirect('/council/outbox/sending?done=saved', 303);
  }

  @Allow('outbox:read')
  @Get(':id')
  @Render('journeys/outbox/email')
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const message = await this.outbox.one(principal, id);
    return {message, paragraphs: message.body?.split('\n\n')};
  }
}
