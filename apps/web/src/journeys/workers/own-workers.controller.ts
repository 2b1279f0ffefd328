import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, OrganisationTeam, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import {MeetsPeople, ReadWorkers} from '@app/register';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {ALL, changeWorkers, ONE, workerOf} from './change-workers.js';
import {FromForm, NewWorkerForm, workersPage} from './worker.presenter.js';

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
    return changeWorkers(
      reply,
      ALL,
      page,
      () => this.meets.name(principal, {organisationId: id}, {name}, fromOn),
      reading,
    );
  }

  @Allow('listing:manage')
  @Get(':person')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string, @IdParam('person') personId: string) {
    const page = await this.all(principal, id);
    return {...page, worker: workerOf(page, personId)};
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
    return changeWorkers(
      reply,
      ONE,
      page,
      () => this.meets.name(principal, {organisationId: id}, {personId}, reading.form.from_on),
      reading,
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
    return changeWorkers(reply, ONE, page, () => this.meets.end(principal, {organisationId: id}, personId));
  }
}
