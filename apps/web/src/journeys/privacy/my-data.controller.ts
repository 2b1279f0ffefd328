import {Body, Controller, Get, Param, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {AskForData, GiveCopy, ReadDataRequests, recordPaper, REQUEST_KINDS, type RequestKind} from '@app/insight';
import {notFound} from '@app/kernel';
import {IdParam, paperHtml} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {REQUEST_KIND_WORDS, REQUEST_OUTCOME_WORDS} from '../../words/privacy-words.js';
import {itemsOf} from '../../words/safe-words.js';
import {decisionWords} from './privacy.presenter.js';

const VIEW = 'journeys/privacy/my-data';

class AskForm {
  @ChoiceInput('What you ask for', REQUEST_KINDS)
  kind: RequestKind;

  @TextInput('What is wrong and what is right', {max: 2_000, optional: true})
  said: string | null;
}

/** What somebody may ask of their own information, and what became of it. */
@Controller('my-data')
export class MyDataController {
  constructor(
    private readonly asks: AskForData,
    private readonly requests: ReadDataRequests,
    private readonly copies: GiveCopy,
  ) {}

  @Allow('session:use')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @Query('done') done?: unknown) {
    return {...(await this.page(principal)), asked: done === 'asked'};
  }

  @Allow('session:use')
  @Post()
  async ask(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(AskForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal)), errors, values});
    try {
      await this.asks.own(principal, {kind: form.kind, category: null, said: form.said});
    } catch (error) {
      const boxes = {ALREADY_ASKED: 'kind'};
      return showRefusal(reply, VIEW, {...(await this.page(principal)), values}, error, boxes);
    }
    return reply.redirect('/my-data?done=asked', 303);
  }

  /** The copy, when it is released: a page that stands by itself, or data. */
  @Allow('session:use')
  @Get(':id/copy/:format')
  async copy(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('format') format: string,
    @Res() reply: FastifyReply,
  ) {
    if (format !== 'html' && format !== 'json') throw notFound('page');
    const record = await this.copies.run(principal, id, format);
    const body = format === 'html' ? paperHtml(recordPaper(record)) : JSON.stringify(record, null, 2);
    await reply
      .header('content-disposition', `attachment; filename="my-data-${id}.${format}"`)
      .type(format === 'html' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8')
      .send(body);
  }

  private async page(principal: Principal) {
    const requests = await this.requests.mine(principal);
    return {
      requests: requests.map((each) => ({
        ...each,
        kindWords: REQUEST_KIND_WORDS[each.kind],
        decisions: each.outcome ? decisionWords(each.decisions) : [],
        outcomeWords: each.outcome && REQUEST_OUTCOME_WORDS[each.outcome],
        copy: each.kind === 'access' && each.outcome !== null && each.outcome !== 'refused',
      })),
      kinds: itemsOf(REQUEST_KIND_WORDS),
    };
  }
}
