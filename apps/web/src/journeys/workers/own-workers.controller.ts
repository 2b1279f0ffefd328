import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, OrganisationTeam, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {MeetsPeople, ReadWorkers} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm, type FormReading} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {FromForm, NewWorkerForm, WORKER_BOXES, workersPage} from './worker.presenter.js';

const ALL = 'journeys/workers/workers';
const ONE = 'journeys/workers/worker';

/** For whoever belongs to an organisation: who of it meets people. Who leads it says so. */
@Controller('organisations/:id/meets-people')
export class OwnWorkersController {
  constructor(
    private readonly read: ReadWorkers,
    private readonly meets: MeetsPeople,
    private readonly team: OrganisationTeam,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(ALL)
  async all(@Current() principal: Principal, @IdParam() id: string) {
    const view = await this.read.ofOrganisation(principal, id);
    const {role} = await this.team.of(principal, id);
    const base = `/organisations/${id}/meets-people`;
    const page = workersPage(view, londonDay(this.clock.now()));
    return {...page, base, back: `/organisations/${id}/people`, mayChange: role === 'lead'};
  }

  @Allow('listing:manage')
  @Post()
  async add(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.all(principal, id);
    const reading = readForm(NewWorkerForm, body);
    const {name, from_on: fromOn} = reading.form;
    return this.done(reply, id, {view: ALL, page}, reading, () =>
      this.meets.name(principal, {organisationId: id}, {name}, fromOn),
    );
  }

  @Allow('listing:manage')
  @Get(':person')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string, @IdParam('person') personId: string) {
    const page = await this.all(principal, id);
    const worker = page.people.find((each) => each.personId === personId);
    if (!worker) throw notFound('person');
    return {...page, worker};
  }

  @Allow('listing:manage')
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
    return this.done(reply, id, {view: ONE, page}, reading, () =>
      this.meets.name(principal, {organisationId: id}, {personId}, reading.form.from_on),
    );
  }

  @Allow('listing:manage')
  @Post(':person/end')
  async end(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') personId: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id, personId);
    const nothing = {form: {}, errors: [], values: {}};
    return this.done(reply, id, {view: ONE, page}, nothing, () =>
      this.meets.end(principal, {organisationId: id}, personId),
    );
  }

  private async done(
    reply: FastifyReply,
    id: string,
    {view, page}: {view: string; page: object},
    {errors, values}: FormReading<object>,
    work: () => Promise<unknown>,
  ) {
    if (errors.length) return showAgain(reply, view, {...page, errors, values});
    try {
      await work();
    } catch (error) {
      return showRefusal(reply, view, {...page, values}, error, WORKER_BOXES);
    }
    return reply.redirect(`/organisations/${id}/meets-people`, 303);
  }
}
