import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ChangeLine, ReadCouncilBudgets, type NewChange} from '@app/allocations';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {readForm, type FormReading} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {textIn} from '../../forms/typed-input.js';
import {changePage, lineRows, previewPart} from './budget.presenter.js';
import {AmountForm, EndForm, KindForm, SuspensionForm} from './forms.js';

const FORM = 'journeys/council-budgets/change';
const BOXES = {
  ...{from_day: 'from-day', to_day: 'to-day', weekly_pence: 'weekly', contribution_weekly_pence: 'contribution'},
  ALLOCATION_INSUFFICIENT: 'overdraft',
};

/** A line's periods, and changing it: what would come of it is shown before anything is kept. */
@Controller('council/lines/:id')
export class CouncilLineController {
  constructor(
    private readonly budgets: ReadCouncilBudgets,
    private readonly changes: ChangeLine,
    private readonly clock: Clock,
  ) {}

  @Allow('budget:manage')
  @Get()
  @Render('journeys/council-budgets/line')
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const {budget, line, periods} = await this.budgets.line(principal, id);
    return {budget, line: {...line, rows: lineRows(line)}, periods, today: londonDay(this.clock.now())};
  }

  @Allow('budget:manage')
  @Get('change')
  @Render(FORM)
  ask(@Current() principal: Principal, @IdParam() id: string, @Query('instead') instead: unknown) {
    return this.page(principal, id, instead);
  }

  @Allow('budget:manage')
  @Post('change')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readChange(body);
    const page = {...(await this.page(principal, id, textIn(values, 'instead') || undefined)), values};
    if (errors.length) return showAgain(reply, FORM, {...page, errors});
    const change = changeOf(form, textIn(values, 'instead') || null);
    const allowOverdraft = textIn(values, 'overdraft') === 'yes';
    const step = textIn(values, 'step');
    if (step === 'again') return reply.code(200).view(FORM, page);
    try {
      const dryRun = step !== 'confirm';
      const {adjustments} = await this.changes.run(principal, id, change, {allowOverdraft, dryRun});
      if (!dryRun) return await reply.redirect(`/council/budgets/${page.budget.id}?done=change`, 303);
      return await reply
        .code(200)
        .view('journeys/council-budgets/change-check', {...page, ...previewPart(adjustments), reason: change.reason});
    } catch (error) {
      const short = error instanceof DomainError && error.code === 'ALLOCATION_INSUFFICIENT';
      return showRefusal(reply, FORM, {...page, offerOverdraft: short}, error, BOXES);
    }
  }

  private async page(principal: Principal, id: string, instead: unknown) {
    if (instead !== undefined && !isUUID(instead)) throw notFound('change');
    const found = await this.budgets.line(principal, id);
    const replaced = instead ? found.line.changes.find((each) => each.id === instead && each.stands) : null;
    if (instead && !replaced) throw notFound('change');
    return changePage(found, replaced ?? null);
  }
}

type ChangeForm = AmountForm | SuspensionForm | EndForm | KindForm;

function readChange(body: unknown): FormReading<ChangeForm> {
  const first = readForm(KindForm, body);
  switch (first.form.kind) {
    case 'amount':
      return readForm(AmountForm, body);
    case 'suspension':
      return readForm(SuspensionForm, body);
    case 'end':
      return readForm(EndForm, body);
    case 'withdrawn':
    default:
      return first;
  }
}

function changeOf(form: ChangeForm, replacesId: string | null): NewChange {
  const {reason} = form;
  if (form instanceof AmountForm) {
    const {from: fromDay, weekly: weeklyPence, contribution: contributionWeeklyPence} = form;
    return {kind: 'amount', reason, replacesId, fromDay, weeklyPence, contributionWeeklyPence};
  }
  if (form instanceof SuspensionForm) {
    return {kind: 'suspension', reason, replacesId, fromDay: form.from, toDay: form.to, keptBp: (form.kept ?? 0) * 100};
  }
  if (form instanceof EndForm) return {kind: 'end', reason, replacesId, fromDay: form.from};
  if (!replacesId) throw notFound('change');
  return {kind: 'withdrawn', reason, replacesId};
}
