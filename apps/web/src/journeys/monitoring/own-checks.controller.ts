import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {AnswerSurplus, ReadMonitoring, ReadSurplus, SURPLUS_ANSWERS} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, paperPdf} from '@app/platform';
import {printIn} from '../../forms/print-in.js';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AnswerForm} from './monitoring.form.js';
import {ANSWER_WORDS, askedWords, letterCard, letterPaper, RATING_WORDS} from './monitoring.words.js';

const LETTER = 'journeys/monitoring/own-letter';

/** What the council asks of somebody about their money, and letters about what is left over. */
@Controller('budget')
export class OwnChecksController {
  constructor(
    private readonly monitoring: ReadMonitoring,
    private readonly surplus: ReadSurplus,
    private readonly answers: AnswerSurplus,
  ) {}

  @Allow('budget:read')
  @Get('checks')
  @Render('journeys/monitoring/own')
  async show(@Current() principal: Principal) {
    const {asked, wanted} = await this.monitoring.own(principal);
    return {
      asked: asked.map((each) => ({...each, ratingWords: RATING_WORDS[each.rating], askedWords: askedWords(each)})),
      wanted,
      letters: (await this.surplus.own(principal)).map((letter) => letterCard(letter)),
    };
  }

  @Allow('budget:read')
  @Get('surplus/:id')
  @Render(LETTER)
  async letter(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return {...(await this.page(principal, id)), done: done === 'answered'};
  }

  @Allow('budget:read')
  @Get('surplus/:id/pdf')
  async pdf(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('print') print: unknown,
    @Res() reply: FastifyReply,
  ) {
    const letter = await this.surplus.ownOne(principal, id);
    const content = await paperPdf(letterPaper(letter, principal.councilName), printIn(print));
    return reply
      .header('content-disposition', `attachment; filename="letter-${letter.sentOn}.pdf"`)
      .type('application/pdf')
      .send(content);
  }

  @Allow('budget:spend')
  @Post('surplus/:id')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(AnswerForm, body);
    if (errors.length) return showAgain(reply, LETTER, {...page, errors, values});
    try {
      await this.answers.run(principal, id, form.answer, form.text);
    } catch (error) {
      return showRefusal(reply, LETTER, {...page, values}, error, {text: 'text'});
    }
    return reply.redirect(`/budget/surplus/${id}?done=answered`, 303);
  }

  private async page(principal: Principal, id: string) {
    const letter = letterCard(await this.surplus.ownOne(principal, id));
    const mayAnswer = principal.permissions.has('budget:spend') && !letter.answer && !letter.decision;
    const answers = SURPLUS_ANSWERS.map((value) => ({
      ...{value, text: ANSWER_WORDS[value].name},
      hint: {text: ANSWER_WORDS[value].means},
    }));
    return {letter, mayAnswer, answers};
  }
}
