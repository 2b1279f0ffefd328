import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadArea, SendResource} from '@app/directory';
import {Allow, Current, ReadStaff, type Principal} from '@app/identity';
import {DomainError, invalid, notFound} from '@app/kernel';
import {RecordCareRegistration, Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {
  DEVELOPMENT_ACTIONS,
  DEVELOPMENT_REASONS,
  DEVELOPMENT_TASKS,
  DevelopEnterprise,
  DevelopmentDesk,
  developmentMachine,
  TASK_OUTCOMES,
} from '@app/register';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {CHANNEL_WORDS, SOURCE_WORDS} from '../../words/apply-words.js';
import {readForm, type FormReading} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {MOVE_WORDS, OUTCOME_OF_TASK, STEP_WORDS, TASK_WORDS, WHY_WORDS} from '../../words/development-words.js';
import {CareForm, EventForm, FactsForm, MoveForm, numberOf, SentForm} from './enterprise.form.js';

const YES_NO = words([
  {value: 'yes', text: 'Yes'},
  {value: 'no', text: 'No'},
]);
const VIEW = 'journeys/council/enterprise';
const PART = 'journeys/council/enterprise-part';
/** What has a page of its own, so that each is short on a telephone. */
const PARTS = words({
  move: 'Go on, or stop',
  tasks: 'What is left to do',
  registration: 'Personal care',
  facts: 'About them, and what comes next',
});
type Part = keyof typeof PARTS;
const BOXES = {next_on: 'next_on-day', text: 'said', checked_on: 'checked_on-day', next_by: 'next_by'};

/** One micro-enterprise: how far it is, what is left to do, what was said and sent, what comes next. */
@Controller('council/enterprises')
export class EnterpriseController {
  constructor(
    private readonly desk: DevelopmentDesk,
    private readonly develop: DevelopEnterprise,
    private readonly services: Services,
    private readonly care: RecordCareRegistration,
    private readonly area: ReadArea,
    private readonly sends: SendResource,
    private readonly staff: ReadStaff,
  ) {}

  @Allow('application:gather')
  @Get(':id')
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const view = await this.desk.one(principal, id);
    const {state} = view;
    const moves = state ? DEVELOPMENT_ACTIONS.filter((action) => developmentMachine.can(state, action)) : [];
    const [known, {resources}, people] = await Promise.all([
      this.services.list(principal.councilId),
      this.area.forManager(principal),
      this.staff.run(principal),
    ]);
    const care = view.memberId ? await this.careOf(principal, view.memberId) : undefined;
    return {
      it: view,
      care: care ?? {},
      hasListing: care !== undefined,
      yesNo: YES_NO,
      step: STEP_WORDS[state ?? 'new'],
      why: view.reason && WHY_WORDS[view.reason],
      moves: moves.map((value) => ({value, text: MOVE_WORDS[value]})),
      reasons: DEVELOPMENT_REASONS.map((value) => ({value, text: WHY_WORDS[value]})),
      tasks: view.tasks.map((each) => ({...each, text: TASK_WORDS[each.task]})),
      left: view.tasks.filter(({outcome}) => outcome === 'to_do').map(({task}) => TASK_WORDS[task]),
      offered: view.services.map((code) => known.find((each) => each.code === code)?.name ?? code),
      outcomes: TASK_OUTCOMES.map((value) => ({value, text: OUTCOME_OF_TASK[value]})),
      channel: CHANNEL_WORDS[view.asked.channel],
      source: SOURCE_WORDS[view.asked.source],
      people: people.map(({id: value, name: text}) => ({value, text})),
      nextBy: view.nextBy?.id ?? principal.personId,
      resources: [{value: '', text: ''}, ...resources.map(({id: value, title: text}) => ({value, text}))],
      offers: known.map(({code, name}) => ({value: code, text: name})),
      events: view.events.map((event) => ({...event, step: event.toState && STEP_WORDS[event.toState]})),
    };
  }

  @Allow('application:gather')
  @Get(':id/move')
  @Render(PART)
  moving(@Current() principal: Principal, @IdParam() id: string) {
    return this.part(principal, id, 'move');
  }

  @Allow('application:gather')
  @Get(':id/tasks')
  @Render(PART)
  ticking(@Current() principal: Principal, @IdParam() id: string) {
    return this.part(principal, id, 'tasks');
  }

  @Allow('application:gather')
  @Get(':id/registration')
  @Render(PART)
  registering(@Current() principal: Principal, @IdParam() id: string) {
    return this.part(principal, id, 'registration');
  }

  @Allow('application:gather')
  @Get(':id/facts')
  @Render(PART)
  knowing(@Current() principal: Principal, @IdParam() id: string) {
    return this.part(principal, id, 'facts');
  }

  @Allow('application:gather')
  @Post(':id/begin')
  async begin(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.show(principal, id);
    try {
      await this.develop.begin(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect(`/council/enterprises/${id}`, 303);
  }

  @Allow('application:gather')
  @Post(':id/move')
  async move(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const reading = readForm(MoveForm, body);
    const {action, ...why} = reading.form;
    return this.act(principal, id, reply, reading, () => this.develop.move(principal, id, action, why), 'move');
  }

  @Allow('application:gather')
  @Post(':id/events')
  async add(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const reading = readForm(EventForm, body);
    const {said} = reading.form;
    return this.act(principal, id, reply, reading, () => this.develop.add(principal, id, 'note', said));
  }

  /** Something of the members' area that was sent to them. */
  @Allow('application:gather')
  @Post(':id/resources')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const reading = readForm(SentForm, body);
    const {resource, with_it: said} = reading.form;
    return this.act(principal, id, reply, reading, () => {
      if (!isUUID(resource)) throw invalid({field: 'resource', message: 'Choose what you sent.'});
      return this.sends.run(principal, id, resource, said);
    });
  }

  /** All of them at once, as they stand on the form. */
  @Allow('application:gather')
  @Post(':id/tasks')
  async task(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {it} = await this.show(principal, id);
    const sent = (body ?? {}) as Record<string, unknown>;
    for (const {task, outcome} of it.tasks) {
      const wanted = TASK_OUTCOMES.find((each) => each === sent[task]);
      if (DEVELOPMENT_TASKS.includes(task) && wanted && wanted !== outcome) {
        await this.develop.task(principal, id, task, wanted);
      }
    }
    return reply.redirect(`/council/enterprises/${id}`, 303);
  }

  @Allow('application:gather')
  @Post(':id/facts')
  async facts(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const reading = readForm(FactsForm, body);
    const {fte, people_supported, outcode, services, next_action, next_on, next_by} = reading.form;
    return this.act(
      principal,
      id,
      reply,
      reading,
      () =>
        this.develop.facts(principal, id, {
          fte: numberOf(fte),
          peopleSupported: numberOf(people_supported),
          ...{outcode, services},
          nextAction: next_action,
          nextOn: next_on,
          nextBy: isUUID(next_by) ? next_by : null,
        }),
      'facts',
    );
  }

  /** How many work there, whether it is a company, and its registration with the day it was looked up. */
  @Allow('application:gather')
  @Post(':id/registration')
  async registration(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const reading = readForm(CareForm, body);
    const {workers, incorporated, cqc_provider_id: providerId, checked_on: checkedOn} = reading.form;
    const {memberId} = await this.desk.one(principal, id);
    const facts = {workers: numberOf(workers) ?? 0, incorporated: incorporated === 'yes', providerId, checkedOn};
    return this.act(
      principal,
      id,
      reply,
      reading,
      () => this.care.run(principal, memberId ?? '', facts),
      'registration',
    );
  }

  private async part(principal: Principal, id: string, part: Part) {
    const page = await this.show(principal, id);
    if (!page.it.state) throw notFound('enquiry');
    return {...page, part, heading: PARTS[part]};
  }

  /** Undefined while it has no listing. */
  private async careOf(principal: Principal, memberId: string) {
    try {
      return await this.care.read(principal, memberId);
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return undefined;
      throw error;
    }
  }

  private async act(
    principal: Principal,
    id: string,
    reply: FastifyReply,
    {errors, values}: FormReading<object>,
    work: () => Promise<void>,
    part?: Part,
  ) {
    const view = part ? PART : VIEW;
    const page = await (part ? this.part(principal, id, part) : this.show(principal, id));
    if (errors.length) return showAgain(reply, view, {...page, errors, values});
    try {
      await work();
    } catch (error) {
      return showRefusal(reply, view, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/council/enterprises/${id}`, 303);
  }
}
