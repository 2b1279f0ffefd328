import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {
  CONTRIBUTION_METHODS,
  CYCLES,
  DEPLOYMENTS,
  FUNDERS,
  OpenLineFor,
  PAID_TO,
  type NewLine,
  type PaidTo,
} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {
  CONTRIBUTION_METHOD_WORDS,
  CYCLE_WORDS,
  DEPLOYMENT_WORDS,
  FUNDER_WORDS,
  PAID_TO_WORDS,
} from '../../words/budget-words.js';
import {t} from '../../words/t.js';
import {LineForm} from './forms.js';

const FORM = 'journeys/council-budgets/open';
const BOXES = {
  ...{ends_on: 'ends-day', weekly_pence: 'amount', one_off_pence: 'amount', council_share_bp: 'share'},
  ...{contribution_weekly_pence: 'contribution', restriction_reason: 'restriction_reason'},
  REFERENCE_TAKEN: 'reference',
};

/** A new line for somebody. */
@Controller('council/people/:id/line')
export class OpenLineController {
  constructor(private readonly lines: OpenLineFor) {}

  @Allow('budget:manage')
  @Get()
  @Render(FORM)
  ask(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('budget:manage')
  @Post()
  async open(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(LineForm, body);
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    try {
      const {budgetId} = await this.lines.run(principal, id, lineOf(form), form.budget);
      return await reply.redirect(`/council/budgets/${budgetId}?done=line`, 303);
    } catch (error) {
      return showRefusal(reply, FORM, {...page, values}, error, BOXES);
    }
  }

  private async page(principal: Principal, id: string) {
    const person = await this.lines.holder(principal, id);
    const items = <T extends string>(all: readonly T[], words: Record<T, string>) =>
      all.map((value) => ({value, text: words[value]}));
    return {
      person,
      budgets: [
        {value: 'adult', text: t('For their own care')},
        {value: 'carer', text: t('For them as a carer')},
      ],
      deployments: DEPLOYMENTS.map((value) => ({value, text: DEPLOYMENT_WORDS[value].name})),
      places: [{value: '', text: t('As is usual')}, ...items<PaidTo>(Object.values(PAID_TO).flat(), PAID_TO_WORDS)],
      funders: items(FUNDERS, FUNDER_WORDS),
      cycles: items(CYCLES, CYCLE_WORDS),
      methods: items(CONTRIBUTION_METHODS, CONTRIBUTION_METHOD_WORDS),
    };
  }
}

function lineOf(form: LineForm): NewLine {
  const {funder, share, cycle, amount} = form;
  if (funder === 'joint' && !share) {
    throw invalid({field: 'share', message: 'Say what share the council gives.'});
  }
  const councilShareBp = {council: 10_000, nhs: 0, joint: (share ?? 0) * 100}[funder];
  return {
    ...{deployment: form.deployment, purpose: form.purpose, funder, councilShareBp, cycle},
    ...(form.paid_to && {paidTo: form.paid_to as PaidTo}),
    ...{cycleAnchor: form.starts, startsOn: form.starts, endsOn: form.ends},
    ...(cycle === 'once' ? {weeklyPence: 0, oneOffPence: amount} : {weeklyPence: amount, oneOffPence: 0}),
    ...{contributionMethod: form.method ?? 'net', contributionFirst: form.own_first === 'yes'},
    ...(form.weeks !== null && {rollOver: 'surplus_weeks', surplusWeeks: form.weeks}),
    ...{contributionWeeklyPence: form.contribution ?? 0, reference: form.reference || null},
    ...{restriction: form.restriction || null, restrictionReason: form.restriction_reason || null},
  };
}
