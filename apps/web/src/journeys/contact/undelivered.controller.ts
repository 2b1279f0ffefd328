import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {CHOICES, LANGUAGES, ReadUndelivered, SettleUndelivered, type Undelivered} from '@app/notifications';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {pageNumber} from '../../presenters/page-number.js';
import {pagination} from '../../presenters/pagination.js';
import {CHANNEL_WORDS, FAILURE_WORDS, NEED_WORDS, WAY_WORDS} from './contact.words.js';
import {words} from '../../words/t.js';

const PER_PAGE = 20;
const LIST = 'journeys/contact/undelivered';
const ONE = 'journeys/contact/undelivered-one';
const DONE: Record<string, string> = words({
  written: 'Your message is on its way, in the ways that they chose.',
  settled: 'It is dealt with.',
  sent: 'It goes on the other way now.',
});

class NextForm {
  @ChoiceInput('What to do next', [...CHOICES, 'settled'])
  way: string;

  @TextInput('What you did', {optional: true, max: 500})
  note: string | null;
}

/** What did not reach somebody and what help somebody needs: the council’s list, and what to do next. */
@Controller('council/messages')
export class UndeliveredPageController {
  constructor(
    private readonly undelivered: ReadUndelivered,
    private readonly settle: SettleUndelivered,
  ) {}

  @Allow('contact:manage')
  @Get()
  async list(
    @Current() principal: Principal,
    @Query('page') wanted: unknown,
    @Query('done') done: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = pageNumber(wanted);
    const {items, total} = await this.undelivered.list(principal, page, PER_PAGE);
    return reply.view(LIST, {
      items: items.map(inWords),
      pages: pagination(total, page, PER_PAGE, (number) => `/council/messages?page=${number}`),
      done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null,
    });
  }

  @Allow('contact:manage')
  @Get(':id')
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.view(ONE, await this.page(principal, id));
  }

  @Allow('contact:manage')
  @Post(':id')
  async next(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(NextForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      if (form.way === 'settled') await this.settle.withNote(principal, id, form.note ?? '');
      else await this.settle.otherWay(principal, id, form.way);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
    return reply.redirect(`/council/messages?done=${form.way === 'settled' ? 'settled' : 'sent'}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const message = await this.undelivered.one(principal, id);
    return {
      message: inWords(message),
      to: message.to?.replaceAll('\n', ', '),
      paragraphs: message.body.split('\n\n'),
      ways: message.ways.map((value) => ({value, text: WAY_WORDS[value]})),
    };
  }
}

function inWords<M extends Undelivered>(message: M) {
  return {
    ...message,
    how: CHANNEL_WORDS[message.channel],
    why: message.failure && FAILURE_WORDS[message.failure],
    needWords: message.needs.map((each) => NEED_WORDS[each]),
    tongue: message.needs.includes('translation') ? LANGUAGES[message.language] : null,
  };
}
