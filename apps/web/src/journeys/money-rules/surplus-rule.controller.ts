import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {SurplusRules} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day, type Pence} from '@app/kernel';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {exampleOf} from '../council/example-day.js';

const VIEW = 'journeys/money-rules/surplus';
const BOXES = {
  ...{answer_days: 'days', least_pence: 'least', starts_on: 'starts-day', RULE_EXISTS: 'starts-day'},
  contribution_source: 'own_source',
};

const OWN_USES = ['side_by_side', 'own_first'] as const;
const OWN_USE_WORDS: Record<(typeof OWN_USES)[number], string> = words({
  side_by_side: 'The person’s part and the council’s side by side, as much of each as was paid in',
  own_first: 'The person’s own part before the council’s',
});

class SurplusRuleForm {
  @NumberInput('Days', {least: 14, most: 120}) days: number;
  @PoundsInput('Sum', {most: 10_000_000}) least: Pence;
  @ChoiceInput('Whose money is used first', OWN_USES) own: (typeof OWN_USES)[number];
  @TextInput('Source', {max: 500}) own_source: string;
  @DayInput('First day') starts: Day;
  @TextInput('Source', {max: 500}) source: string;
}

/** Of money left over: how long there is to answer, below what nobody is written to, and whose part is used first. */
@Controller('council/money-rules/surplus')
export class SurplusRuleController {
  constructor(
    private readonly rules: SurplusRules,
    private readonly clock: Clock,
  ) {}

  @Allow('scheme:configure')
  @Get()
  @Render(VIEW)
  ask(@Current() principal: Principal) {
    return this.page(principal);
  }

  @Allow('scheme:configure')
  @Post()
  async set(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(SurplusRuleForm, body);
    const page = await this.page(principal);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const {days: answerDays, least: leastPence, starts: startsOn, source, own, own_source: contributionSource} = form;
      const order = {contributionFirst: own === 'own_first', contributionSource};
      await this.rules.add(principal, {answerDays, leastPence, startsOn, source, ...order});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect('/council/money-rules?done=set', 303);
  }

  private async page(principal: Principal) {
    const [now] = await this.rules.list(principal);
    return {
      now,
      nowOwn: now?.contributionFirst ? 'own_first' : 'side_by_side',
      uses: OWN_USES.map((value) => ({value, text: OWN_USE_WORDS[value]})),
      nowLeast: now ? (now.leastPence / 100).toFixed(2) : '',
      example: exampleOf(addDays(londonDay(this.clock.now()), 14)),
    };
  }
}
