import {randomUUID} from 'node:crypto';
import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {CHOICES, FORMATS, LANGUAGES, ReadContact, WriteToPerson} from '@app/notifications';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {ContactPages, type Whose} from './contact-pages.js';
import {CHANNEL_WORDS, FORMAT_WORDS} from './contact.words.js';

const WRITE = 'journeys/contact/write';

class WriteForm {
  @TextInput('What it is about', {max: 150})
  subject: string;

  @TextInput('What you want to say', {max: 60_000})
  text: string;

  @TextInput('Once')
  once: string;
}

const whose = (personId: string): Whose => ({personId, path: `/council/messages/people/${personId}`, staff: true});

/** How somebody is told, written down by staff as they said; and writing to them. */
@Controller('council/messages/people/:id')
export class PeopleContactPageController {
  constructor(
    private readonly pages: ContactPages,
    private readonly contacts: ReadContact,
    private readonly writing: WriteToPerson,
  ) {}

  @Allow('contact:manage')
  @Get()
  show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('done') done: unknown,
    @Res() reply: FastifyReply,
  ) {
    return this.pages.show(reply, principal, whose(id), done);
  }

  @Allow('contact:manage')
  @Post()
  save(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    return this.pages.save(reply, principal, whose(id), body);
  }

  @Allow('contact:manage')
  @Post('also-told')
  tellToo(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    return this.pages.tellToo(reply, principal, whose(id), body);
  }

  @Allow('contact:manage')
  @Post('also-told/:told/end')
  stop(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('told') told: string,
    @Res() reply: FastifyReply,
  ) {
    return this.pages.stop(reply, principal, whose(id), told);
  }

  @Allow('contact:manage')
  @Get('write')
  async write(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.view(WRITE, {...(await this.writePage(principal, id)), once: randomUUID()});
  }

  @Allow('contact:manage')
  @Post('write')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.writePage(principal, id);
    const {form, errors, values} = readForm(WriteForm, body);
    const once = typeof values.once === 'string' ? values.once : randomUUID();
    if (errors.length) return showAgain(reply, WRITE, {...page, errors, values, once});
    try {
      await this.writing.run(principal, id, form, once);
    } catch (error) {
      return showRefusal(reply, WRITE, {...page, values, once}, error);
    }
    return reply.redirect('/council/messages?done=written', 303);
  }

  private async writePage(principal: Principal, id: string) {
    const {name, channels, format, language} = await this.contacts.run(principal, id);
    return {
      ...{id, name},
      ways: CHOICES.filter((each) => channels.includes(each)).map((each) => CHANNEL_WORDS[each].toLowerCase()),
      format: format === FORMATS[0] ? null : FORMAT_WORDS[format].toLowerCase(),
      language: language === 'en' ? null : LANGUAGES[language],
    };
  }
}
