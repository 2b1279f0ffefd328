import {Body, Controller, Get, Param, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, ReadStaff, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {ReadApplication, ReadApply, ReadUpdateService, RecordEvidence, TrainingCatalogue} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {factWords} from '../../words/register-words.js';
import {applicationPage} from './application.presenter.js';
import {EVIDENCE_FORMS, evidenceBoxes, evidenceOf, trainingErrors} from './evidence.form.js';
import {sentFor} from './requirement-sent.js';
import {requirementPage} from './requirement.presenter.js';

const VIEW = 'journeys/council/requirement';

/** One thing that the scheme asks for: what was seen and when, and recording more of it. */
@Controller('council/applications/:id/requirements/:code')
export class RequirementController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly applying: ReadApply,
    private readonly records: RecordEvidence,
    private readonly staff: ReadStaff,
    private readonly catalogue: TrainingCatalogue,
    private readonly updateService: ReadUpdateService,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Param('code') code: string) {
    return this.page(principal, id, code);
  }

  @Allow('application:gather')
  @Post()
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('code') code: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, code);
    const {kind} = page.terms;
    const {form, errors, values} = readForm(EVIDENCE_FORMS[kind], body);
    const wrong = [...trainingErrors(kind, form, page.courses.length > 0), ...errors];
    if (wrong.length) return showAgain(reply, VIEW, {...page, errors: wrong, values});
    try {
      await this.records.run(principal, id, code, evidenceOf(kind, form));
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, evidenceBoxes(kind));
    }
    return reply.redirect(`/council/applications/${id}?done=recorded`, 303);
  }

  /** @throws NOT_FOUND also for what this scheme does not ask of this applicant */
  private async page(principal: Principal, id: string, code: string) {
    const today = londonDay(this.clock.now());
    const view = await this.applications.run(principal, id);
    const asked = [...view.requirements, ...(view.coming?.requirements ?? [])];
    const state = asked.find((each) => each.terms.code === code);
    if (!state) throw notFound('requirement');
    const {canGather, theirOwn} = applicationPage(view, principal, today);
    const courses = state.terms.kind === 'training' ? await this.catalogue.forRequirement(principal, code) : [];
    const page = requirementPage(view, state, await this.staff.run(principal), courses, today);
    const sent = theirOwn ? null : sentFor(await this.applying.run(principal, id), code);
    const need = state.terms.kind === 'dbs' && !theirOwn ? await this.need(principal, id) : null;
    return {...page, sent, need, canGather, theirOwn, me: principal.personId};
  }

  /** What the law of today has for the tasks that they say they do. */
  private async need(principal: Principal, id: string) {
    const {need} = await this.updateService.run(principal, id);
    return {...need, levelWords: factWords('level', need.level), routeWords: factWords('route', need.route)};
  }
}
