import {Body, Controller, Delete, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {MeetsPeople, ReadWorkers} from '@app/register';
import {workersAnswer} from './worker-answer.js';
import {NewWorkerRequest, WorkerFromRequest, WorkersResponse} from './worker.dto.js';

/** Who of your organisation meets people. Where the scheme asks for it, the council sees a DBS certificate of each. */
@ApiTags('organisations')
@ApiBearerAuth()
@Controller('api/v1/organisations/:id/workers')
export class WorkersController {
  constructor(
    private readonly meets: MeetsPeople,
    private readonly read: ReadWorkers,
  ) {}

  /** Everybody who belongs to it, since when they meet people, and whether a certificate of theirs counts. */
  @Allow('listing:manage')
  @Get()
  async all(@Current() principal: Principal, @IdParam() id: string): Promise<WorkersResponse> {
    return workersAnswer(await this.read.ofOrganisation(principal, id));
  }

  /** Writes down somebody who works there and does not sign in, and says that they meet people. */
  @Allow('listing:manage')
  @Post()
  @HttpCode(200)
  async add(
    @Current() principal: Principal,
    @IdParam() organisationId: string,
    @Body() {name, from_on}: NewWorkerRequest,
  ): Promise<WorkersResponse> {
    await this.meets.name(principal, {organisationId}, {name}, from_on);
    return this.all(principal, organisationId);
  }

  /** They meet people from a day on. Until the council has seen a certificate of theirs your listing does not show from then on. */
  @Allow('listing:manage')
  @Put(':person')
  @HttpCode(200)
  async name(
    @Current() principal: Principal,
    @IdParam() organisationId: string,
    @IdParam('person') personId: string,
    @Body() {from_on}: WorkerFromRequest,
  ): Promise<WorkersResponse> {
    await this.meets.name(principal, {organisationId}, {personId}, from_on);
    return this.all(principal, organisationId);
  }

  /** They no longer meet people, from today. */
  @Allow('listing:manage')
  @Delete(':person')
  @HttpCode(204)
  end(
    @Current() principal: Principal,
    @IdParam() organisationId: string,
    @IdParam('person') personId: string,
  ): Promise<void> {
    return this.meets.end(principal, {organisationId}, personId);
  }
}
