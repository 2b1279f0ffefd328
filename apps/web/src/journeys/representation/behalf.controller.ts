import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {
  ActOnBehalf,
  Allow,
  CONTACT_WAYS,
  Current,
  OwnSessions,
  ReadRepresentations,
  type ContactWay,
  type Principal,
} from '@app/identity';
import {IdParam} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {KIND_WORDS} from '../../words/representation-words.js';
import {words} from '../../words/t.js';
import {Entrance} from '../sign-in/entrance.js';

const START = 'journeys/representation/contact';
const END = 'journeys/representation/contact-end';
const BOXES = {identity_check: 'identity'};

const WAYS: Record<ContactWay, string> = words({
  phone: 'On the telephone',
  letter: 'In a letter or on a form',
  meeting: 'At a meeting',
});

class ContactForm {
  @ChoiceInput('How they tell you', CONTACT_WAYS) how: ContactWay;
  @TextInput('Who tells you') who: string;
  @TextInput('How you know who it is', {max: 500}) identity: string;
  @TextInput('What they ask for', {max: 2_000}) said: string;
}

class EndForm {
  @TextInput('Note', {max: 2_000, optional: true}) note: string | null;
}

/** Doing for somebody what they ask by telephone, letter or at a meeting, from who it is to the end of it. */
@Controller('council')
export class BehalfPageController {
  constructor(
    private readonly reads: ReadRepresentations,
    private readonly behalf: ActOnBehalf,
    private readonly sessions: OwnSessions,
    private readonly entrance: Entrance,
  ) {}

  @Allow('behalf:act')
  @Get('acting/:id/contact')
  @Render(START)
  ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('behalf:act')
  @Post('acting/:id/contact')
  async start(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(ContactForm, body);
    if (errors.length) return showAgain(reply, START, {...page, errors, values});
    try {
      await this.behalf.start(principal, {
        personId: id,
        representationId: isUUID(form.who) && form.who !== id ? form.who : null,
        how: form.how,
        identityCheck: form.identity,
        said: form.said,
      });
    } catch (error) {
      return showRefusal(reply, START, {...page, values}, error, BOXES);
    }
    await this.renew(principal, reply);
    return reply.redirect('/budget', 303);
  }

  @Allow('behalf:act')
  @Get('acting-contact/end')
  @Render(END)
  askEnd() {
    return {};
  }

  @Allow('behalf:act')
  @Post('acting-contact/end')
  async end(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(EndForm, body);
    if (errors.length) return showAgain(reply, END, {errors, values});
    await this.behalf.end(principal, form.note);
    await this.renew(principal, reply);
    return reply.redirect('/council/acting', 303);
  }

  /** What a session may do has changed, and so does its token. */
  private async renew(principal: Principal, reply: FastifyReply): Promise<void> {
    this.entrance.keep(reply, await this.sessions.renew(principal));
  }

  private async page(principal: Principal, id: string) {
    const {person, representatives} = await this.reads.ofPerson(principal, id);
    const acting = representatives.filter(({state}) => state === 'in_force');
    return {
      person,
      ways: CONTACT_WAYS.map((way) => ({value: way, text: WAYS[way]})),
      callers: [
        {value: person.id, text: person.name},
        ...acting.map((each) => ({
          value: each.id,
          text: each.representative.name,
          hint: {text: KIND_WORDS[each.kind]},
        })),
      ],
    };
  }
}
