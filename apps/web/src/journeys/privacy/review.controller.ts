import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {
  AnswerDataRequest,
  DATA_CATEGORIES,
  EraseOnRequest,
  ReadDataRequests,
  REQUEST_OUTCOMES,
  ReviewAccess,
  type PartToReview,
  type RequestOutcome,
} from '@app/insight';
import {DomainError} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {
  CATEGORY_WORDS,
  REQUEST_CHANNEL_WORDS,
  REQUEST_KIND_WORDS,
  REQUEST_OUTCOME_WORDS,
} from '../../words/privacy-words.js';
import {itemsOf} from '../../words/safe-words.js';
import {decisionWords} from './privacy.presenter.js';

const ONE = 'journeys/privacy/data-request';
const REVIEW = 'journeys/privacy/review';

class AnswerForm {
  @ChoiceInput('What became of it', REQUEST_OUTCOMES)
  outcome: RequestOutcome;

  @TextInput('What was done, or why not', {max: 4_000, optional: true})
  answer: string | null;

  @TextInput('Who else was told', {max: 500, optional: true})
  told: string | null;
}

/** One request: what tells of others is looked at part by part, then it is answered. */
@Controller('council/data-requests/:id')
export class ReviewController {
  constructor(
    private readonly requests: ReadDataRequests,
    private readonly reviews: ReviewAccess,
    private readonly answers: AnswerDataRequest,
    private readonly erasing: EraseOnRequest,
  ) {}

  @Allow('privacy:manage')
  @Get()
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const request = await this.requests.one(principal, id);
    return {
      request: {
        ...request,
        kindWords: REQUEST_KIND_WORDS[request.kind],
        channelWords: REQUEST_CHANNEL_WORDS[request.channel],
        outcomeWords: request.outcome && REQUEST_OUTCOME_WORDS[request.outcome],
        found: Object.entries(request.found ?? {}).map(([table, records]) => ({table, records})),
      },
      outcomes: itemsOf(REQUEST_OUTCOME_WORDS),
      decisions: decisionWords(request.decisions),
      mayGo: DATA_CATEGORIES.filter(({code, erasure}) => erasure.may && (request.category ?? code) === code).map(
        ({code}) => ({code, words: CATEGORY_WORDS[code]}),
      ),
    };
  }

  @Allow('privacy:manage')
  @Post()
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const {form, errors, values} = readForm(AnswerForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.answers.run(principal, id, form);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error, {NOT_SEARCHED: 'outcome', NOT_LOOKED_AT: 'outcome'});
    }
    return reply.redirect(`/council/data-requests/${id}`, 303);
  }

  @Allow('privacy:manage')
  @Post('erase')
  async erase(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const values = textsOf(body);
    const keep = DATA_CATEGORIES.flatMap(({code}) => {
      const reason = values[`keep:${code}`]?.trim();
      return reason ? [{category: code, reason}] : [];
    });
    try {
      await this.erasing.run(principal, id, keep);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
    return reply.redirect(`/council/data-requests/${id}`, 303);
  }

  @Allow('privacy:manage')
  @Get('review')
  @Render(REVIEW)
  async review(@Current() principal: Principal, @IdParam() id: string) {
    return {id, parts: await this.reviews.parts(principal, id)};
  }

  @Allow('privacy:manage')
  @Post('review')
  async choose(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const parts = await this.reviews.parts(principal, id);
    const values = textsOf(body);
    try {
      await this.reviews.choose(
        principal,
        id,
        parts.flatMap((part) => choiceOf(part, values)),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return showRefusal(reply, REVIEW, {id, parts, values}, error);
    }
    return reply.redirect(`/council/data-requests/${id}`, 303);
  }
}

function textsOf(body: unknown): Record<string, string> {
  const typed = (body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, String(value)]));
}

/** Only what was chosen; the same again is no new choice. */
function choiceOf({part, choice, reason}: PartToReview, values: Record<string, string>) {
  const chosen = values[`choice:${part}`];
  const why = values[`reason:${part}`]?.trim() || null;
  if (chosen !== 'released' && chosen !== 'withheld') return [];
  if (chosen === choice && why === reason) return [];
  return [{part, choice: chosen, reason: why} as const];
}
