import {Body, Controller, Get, Param, Post, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {HELP_KINDS, ReadPlans, WritePlan, type PlanContent, type PlanView} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {HELP_WORDS, PLAN_DAY_CHOICES} from '../../words/plan-words.js';
import {isList, LISTS, PART_FORMS, planBoxes, PLAN_PARTS, type PlanPart} from './plan.form.js';
import {partTitle, planPage} from './plan.presenter.js';

class RevisionForm {
  @TextInput('Revision') revision: string;
}

class RemoveForm extends RevisionForm {
  @ChoiceInput('Which one', Array.from({length: 20}, (_, index) => String(index))) index: string;
}

const view = (part: PlanPart) => `journeys/plan/${part}`;

/** One question of the plan a page. Lists are added to and taken from; each change is saved at once. */
@Controller('plan/:id/write')
export class PlanPartController {
  constructor(
    private readonly plans: ReadPlans,
    private readonly writes: WritePlan,
    private readonly services: Services,
  ) {}

  @Allow('plan:write')
  @Get(':part')
  async ask(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('part') named: string,
    @Res() reply: FastifyReply,
  ) {
    const part = partOf(named);
    const {plan, page} = await this.page(principal, id, part);
    if (plan.state !== 'draft') return reply.redirect('/plan', 303);
    return reply.view(view(part), {...page, values: valuesOf(part, plan.content)});
  }

  @Allow('plan:write')
  @Post(':part')
  async save(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('part') named: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const part = partOf(named);
    const {plan, page} = await this.page(principal, id, part);
    const {form, errors, values} = readForm(PART_FORMS[part], body);
    if (errors.length) return showAgain(reply, view(part), {...page, errors, values});
    try {
      await this.writes.run(principal, id, revisionOf(body, plan), form.into(plan.content));
    } catch (error) {
      return showRefusal(reply, view(part), {...page, values}, error, planBoxes(plan.content));
    }
    return reply.redirect(isList(part) ? `/plan/${id}/write/${part}` : '/plan?saved', 303);
  }

  @Allow('plan:write')
  @Post(':part/remove')
  async remove(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('part') named: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const part = partOf(named);
    if (!isList(part)) throw notFound('page');
    const {plan, page} = await this.page(principal, id, part);
    const {form, errors} = readForm(RemoveForm, body);
    if (errors.length) return showAgain(reply, view(part), {...page, errors, values: {}});
    try {
      const kept = (plan.content[LISTS[part]] as unknown[]).filter((_, index) => String(index) !== form.index);
      await this.writes.run(principal, id, revisionOf(body, plan), {...plan.content, [LISTS[part]]: kept});
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'PLAN_CHANGED') throw error;
      return showRefusal(reply, view(part), {...page, values: {}}, error);
    }
    return reply.redirect(`/plan/${id}/write/${part}`, 303);
  }

  private async page(principal: Principal, id: string, part: PlanPart) {
    const plan = await this.plans.one(principal, id);
    const services = await this.services.list(principal.councilId);
    return {
      plan,
      page: {
        ...planPage(plan, services),
        part,
        title: partTitle(part),
        kinds: HELP_KINDS.map((value) => ({value, text: HELP_WORDS[value]})),
        weekdays: PLAN_DAY_CHOICES,
        services: services.map(({code, name}) => ({value: code, text: name})),
      },
    };
  }
}

function partOf(named: string): PlanPart {
  const part = PLAN_PARTS.find((each) => each === named);
  if (!part) throw notFound('page');
  return part;
}

/** The one that the page was made from; without one, as it is now. */
function revisionOf(body: unknown, {revision}: PlanView): number {
  const {form, errors} = readForm(RevisionForm, body);
  return errors.length || !/^\d{1,9}$/.test(form.revision) ? revision : Number(form.revision);
}

function valuesOf(part: PlanPart, {about, helpedBy, indicativePence, backup}: PlanContent): TypedValues {
  if (part === 'backup') return {backup: backup ?? ''};
  if (part !== 'about') return {};
  const indicative = indicativePence === null ? '' : (indicativePence / 100).toFixed(2);
  return {about: about ?? '', helped_by: helpedBy ?? '', indicative};
}
