import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import type {Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {
  APPEAL_EFFECTS,
  APPEAL_OUTCOMES,
  DecideAppeal,
  ReadAppeals,
  TakeAppeal,
  type AppealOutcome,
  type AppealView,
} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/vetting/council-appeal';

class AnswerForm {
  @ChoiceInput('What you decide', APPEAL_OUTCOMES)
  outcome: AppealOutcome;

  @TextInput('Reasons', {max: 4_000})
  reasons: string;

  @TextInput('Changed condition', {max: 1_000, optional: true})
  condition: string | null;

  @DayInput('Last day', {optional: true})
  due: Day | null;
}

const AGAINST: Record<AppealView['against'], string> = words({
  decline: 'a declined application',
  condition: 'a condition',
  suspension: 'a suspension',
  termination: 'the end of a membership',
});

const EFFECTS: Record<string, string> = words({
  none: 'nothing changes',
  reopened: 'the application is opened again, for a fresh decision by somebody else',
  condition_removed: 'the condition goes',
  condition_changed: 'the condition is changed',
  suspension_lifted: 'the suspension is lifted',
  reinstated: 'they are back on the register',
});

const OUTCOMES: Record<AppealOutcome, string> = words({
  upheld: 'Upheld',
  partly_upheld: 'Partly upheld',
  dismissed: 'Dismissed',
});

/** Appeals that wait for an answer, and the answer, by somebody who had no part. */
@Controller('council/appeals')
export class AppealsPageController {
  constructor(
    private readonly appeals: ReadAppeals,
    private readonly takes: TakeAppeal,
    private readonly decides: DecideAppeal,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render('journeys/vetting/council-appeals')
  async list(@Current() principal: Principal) {
    return {appeals: (await this.appeals.list(principal)).map((each) => ({...each, words: AGAINST[each.against]}))};
  }

  @Allow('application:queue')
  @Get(':id')
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('appeal:decide')
  @Post(':id/take')
  async take(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.takes.run(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/council/appeals/${id}`, 303);
  }

  @Allow('appeal:decide')
  @Post(':id')
  async decide(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(AnswerForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.page(principal, id)), errors, values});
    const {outcome, reasons, condition, due} = form;
    try {
      await this.decides.run(principal, id, {
        outcome,
        reasons,
        condition: condition ? {text: condition, dueOn: due, publiclyVisible: false} : undefined,
      });
    } catch (error) {
      const boxes = {'condition.text': 'condition', 'condition.due_on': 'due-day'};
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values}, error, boxes);
    }
    return reply.redirect(`/council/appeals/${id}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const appeal = await this.appeals.one(principal, id);
    const effects = APPEAL_EFFECTS[appeal.against];
    return {
      appeal,
      words: AGAINST[appeal.against],
      outcomeWords: appeal.outcome && OUTCOMES[appeal.outcome],
      effectWords: appeal.effect && EFFECTS[appeal.effect],
      mayDecide: principal.permissions.has('appeal:decide'),
      mine: appeal.handledBy?.id === principal.personId,
      open: appeal.state === 'received' || appeal.state === 'in_review',
      outcomes: APPEAL_OUTCOMES.flatMap((value) => {
        const effect = effects[value];
        return effect ? [{value, text: `${OUTCOMES[value]}: ${EFFECTS[effect] ?? ''}`}] : [];
      }),
    };
  }
}
