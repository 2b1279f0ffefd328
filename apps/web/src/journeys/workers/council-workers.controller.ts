import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, ReadStaff, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {IdParam} from '@app/platform';
import {
  DBS_LEVELS,
  MeetsPeople,
  ReadWorkers,
  RecordWorkerCheck,
  WORKER_CHECK_WAYS,
  type DbsLevel,
  type WorkerCheckWay,
} from '@app/register';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, DayInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {factWords} from '../../words/register-words.js';
import {words} from '../../words/t.js';
import {ALL, changeWorkers, ONE, workerOf} from './change-workers.js';
import {FromForm, NewWorkerForm, workersPage} from './worker.presenter.js';

const WAYS: Record<WorkerCheckWay, string> = words({
  original: 'I saw the original',
  update_service: 'The DBS Update Service says that nothing changed',
});

class CheckForm {
  @ChoiceInput('How it was checked', WORKER_CHECK_WAYS)
  how: WorkerCheckWay;

  @ChoiceInput('Level', DBS_LEVELS)
  level: DbsLevel;

  @DayInput('Day it was issued')
  issued_on: Day;

  @DayInput('Day it was checked')
  checked_on: Day;

  @DayInput('Day they let the council look', {optional: true})
  consented_on: Day | null;

  @TextInput('Who saw it', {optional: true})
  seen_by: string | null;
}

/** For the council's staff: who of an organisation meets people, and the DBS certificate of each. */
@Controller('council/applications/:id/people')
export class CouncilWorkersController {
  constructor(
    private readonly read: ReadWorkers,
    private readonly meets: MeetsPeople,
    private readonly records: RecordWorkerCheck,
    private readonly staff: ReadStaff,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render(ALL)
  async all(@Current() principal: Principal, @IdParam() id: string) {
    const {checks, ...view} = await this.read.ofApplication(principal, id);
    const base = `/council/applications/${id}/people`;
    const mayChange = principal.permissions.has('application:gather');
    const page = workersPage(view, londonDay(this.clock.now()));
    return {...page, checks, base, back: `/council/applications/${id}`, mayChange, forStaff: true};
  }

  @Allow('application:gather')
  @Post()
  async add(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.all(principal, id);
    const reading = readForm(NewWorkerForm, body);
    const {name, from_on: fromOn} = reading.form;
    return changeWorkers(
      reply,
      ALL,
      page,
      () => this.meets.name(principal, {applicationId: id}, {name}, fromOn),
      reading,
    );
  }

  @Allow('application:queue')
  @Get(':person')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string, @IdParam('person') personId: string) {
    const page = await this.all(principal, id);
    const staff = await this.staff.run(principal);
    return {
      ...page,
      worker: workerOf(page, personId),
      me: principal.personId,
      staff: staff.map(({id: value, name: text}) => ({value, text})),
      ways: WORKER_CHECK_WAYS.map((value) => ({value, text: WAYS[value]})),
      levels: DBS_LEVELS.map((value) => ({value, text: factWords('level', value)})),
      checks: page.checks
        .filter((each) => each.personId === personId)
        .map((each) => ({...each, levelWords: factWords('level', each.level), way: WAYS[each.how]})),
    };
  }

  @Allow('application:gather')
  @Post(':person')
  async name(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') personId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id, personId);
    const reading = readForm(FromForm, body);
    return changeWorkers(
      reply,
      ONE,
      page,
      () => this.meets.name(principal, {applicationId: id}, {personId}, reading.form.from_on),
      reading,
    );
  }

  @Allow('application:gather')
  @Post(':person/end')
  async end(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') personId: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id, personId);
    return changeWorkers(reply, ONE, page, () => this.meets.end(principal, {applicationId: id}, personId));
  }

  @Allow('application:gather')
  @Post(':person/checks')
  async check(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') personId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id, personId);
    const reading = readForm(CheckForm, body);
    const {how, level, issued_on: issuedOn, checked_on: checkedOn, consented_on: consentedOn, seen_by} = reading.form;
    return changeWorkers(
      reply,
      ONE,
      page,
      () =>
        this.records.run(principal, id, personId, {
          ...{how, level, issuedOn, checkedOn, consentedOn},
          seenBy: seen_by ?? undefined,
        }),
      reading,
    );
  }

  @Allow('application:gather')
  @Post(':person/checks/:check/withdraw')
  async withdraw(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') personId: string,
    @IdParam('check') check: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id, personId);
    return changeWorkers(reply, ONE, page, () => this.records.withdraw(principal, id, check));
  }
}
