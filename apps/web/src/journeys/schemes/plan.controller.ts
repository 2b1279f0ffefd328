import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {IdParam} from '@app/platform';
import {ListSchemes, PlanVersion, requirementErrors, type PlannedVersion} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {textIn, type TypedValues} from '../../forms/typed-input.js';
import {draftFrom, PLAN_BOXES, readDraft, type Draft} from './draft.js';
import {checkPage} from './plan-check.presenter.js';
import {PLAN_FIELDS, PlanForm, REQUIREMENT_BOXES, RequirementForm, requirementOf} from './plan.form.js';
import {planPage, requirementFormPage, requirementValues} from './plan.presenter.js';

const PLAN = 'journeys/schemes/plan';
const REQUIREMENT = 'journeys/schemes/plan-requirement';
const CHECK = 'journeys/schemes/plan-check';

/** Plans a version: what it asks, from when, what that would do, and then saves it. Nothing is kept before that. */
@Controller('council/schemes')
export class PlanController {
  constructor(
    private readonly schemes: ListSchemes,
    private readonly plans: PlanVersion,
  ) {}

  @Allow('scheme:configure')
  @Get(':id/plan')
  @Render(PLAN)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const from = await this.schemes.one(principal, id);
    return planPage(draftFrom(from), from);
  }

  /** `step` says which button was pressed: check, send, back, add, change:2, remove:2, keep:2. */
  @Allow('scheme:configure')
  @Post('plan')
  async send(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const values = (body ?? {}) as TypedValues;
    const read = readDraft(values.draft);
    if (!read) throw invalid({field: 'draft', message: 'Begin again from the list of registers.'});
    const typed = Object.fromEntries(
      PLAN_BOXES.filter((box) => box in values).map((box) => [box, textIn(values, box).slice(0, 20)]),
    );
    const draft = {...read, typed: {...read.typed, ...typed}};
    const [step = '', place = ''] = textIn(values, 'step').split(':');
    const index = Number(place);
    if (step === 'add') return reply.code(200).view(REQUIREMENT, requirementFormPage(draft, draft.requirements.length));
    if (step === 'change' && draft.requirements[index]) {
      return reply.code(200).view(REQUIREMENT, {
        ...requirementFormPage(draft, index),
        values: requirementValues(draft.requirements[index]),
      });
    }
    if (step === 'keep') return this.keep(principal, draft, index, body, reply);
    if (step === 'remove') draft.requirements = draft.requirements.filter((_, each) => each !== index);
    if (step === 'check' || step === 'send') return this.check(principal, draft, step, reply);
    return reply.code(200).view(PLAN, await this.page(principal, draft));
  }

  /** Takes one thing asked for into the draft. */
  private async keep(principal: Principal, draft: Draft, index: number, body: unknown, reply: FastifyReply) {
    const {form, errors, values} = readForm(RequirementForm, body);
    const place = Number.isInteger(index) && index >= 0 ? Math.min(index, draft.requirements.length) : 0;
    const page = {...requirementFormPage(draft, place), values};
    if (errors.length) return showAgain(reply, REQUIREMENT, {...page, errors});
    const asked = requirementOf(form, draft.requirements[place]);
    const wrong = requirementErrors(asked).map(({field, message}) => ({
      field: REQUIREMENT_BOXES[field] ?? '',
      message,
    }));
    if (wrong.length) return showAgain(reply, REQUIREMENT, {...page, errors: wrong});
    draft.requirements[place] = asked;
    return reply.code(200).view(PLAN, await this.page(principal, draft));
  }

  private async check(principal: Principal, draft: Draft, step: 'check' | 'send', reply: FastifyReply) {
    const page = await this.page(principal, draft);
    const reading = readForm(PlanForm, draft.typed);
    const {move, members} = reading.form;
    const errors = [...reading.errors];
    if (!errors.length && move === 'day' && members === null) {
      errors.push({field: 'members-day', message: 'Enter the day on which members move'});
    }
    if (errors.length) return showAgain(reply, PLAN, {...page, errors, values: draft.typed});
    const planned: PlannedVersion = {
      name: draft.name,
      kind: draft.kind,
      memberKind: draft.memberKind,
      startsOn: reading.form.starts,
      membersFrom: move === 'day' ? members : null,
      requirements: draft.requirements,
    };
    try {
      if (step === 'send') {
        const {versionId} = await this.plans.run(principal, planned);
        return await reply.redirect(`/council/schemes/${versionId}?done=planned`, 303);
      }
      const preview = await this.plans.preview(principal, planned);
      return await reply.code(200).view(CHECK, checkPage(draft, planned, preview, await this.base(principal, draft)));
    } catch (error) {
      return showRefusal(reply, PLAN, {...page, values: draft.typed}, error, PLAN_FIELDS);
    }
  }

  private async page(principal: Principal, draft: Draft) {
    return planPage(draft, await this.base(principal, draft));
  }

  /** The version it comes from; gone, it says nothing of what is new. */
  private async base(principal: Principal, {from}: Draft) {
    if (!from || !UUID.test(from)) return null;
    try {
      return await this.schemes.one(principal, from);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return null;
      throw error;
    }
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
