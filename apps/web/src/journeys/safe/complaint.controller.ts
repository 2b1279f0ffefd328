import {Body, Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {Councils, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {Public} from '@app/platform';
import {COMPLAINT_ABOUT, MakeComplaint, type ComplaintAbout} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {COMPLAINT_WORDS, itemsOf} from '../../words/safe-words.js';
import {easyRead} from '../easy-read/easy-read.js';

const VIEW = 'journeys/safe/complaint';

class ComplaintForm {
  @ChoiceInput('What it is about', COMPLAINT_ABOUT)
  about: ComplaintAbout;

  @TextInput('What went wrong', {max: 4_000})
  text: string;

  @TextInput('What would put it right', {max: 1_000, optional: true})
  wants: string | null;

  @TextInput('Your name', {max: 200})
  name: string;

  @TextInput('How we can answer you', {max: 200})
  contact: string;
}

/** Anybody may complain, signed in or not. What is about safety belongs on another form, and the page says so first. */
@Public()
@Controller('complaint')
export class ComplaintController {
  constructor(
    private readonly make: MakeComplaint,
    private readonly councils: Councils,
  ) {}

  @Get()
  @Render(VIEW)
  show(@Req() request: FastifyRequest, @Current() principal: Principal | null) {
    return page(request, principal);
  }

  @Get('sent')
  @Render('journeys/safe/complaint-sent')
  sent() {
    return {};
  }

  @Post()
  async send(
    @Req() request: FastifyRequest,
    @Current() principal: Principal | null,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(ComplaintForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page(request, principal), errors, values});
    const councilId = principal?.councilId ?? (await this.councils.home())?.id;
    if (!councilId) throw notFound('council');
    try {
      await this.make.run(councilId, principal, form);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page(request, principal), values}, error);
    }
    return reply.redirect('/complaint/sent', 303);
  }
}

function page(request: FastifyRequest, principal: Principal | null) {
  return {easy: easyRead(request, 'complaint'), items: itemsOf(COMPLAINT_WORDS), name: principal?.name ?? ''};
}
