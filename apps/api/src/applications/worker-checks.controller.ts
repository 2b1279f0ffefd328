import {Body, Controller, Delete, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {MeetsPeople, ReadWorkers, RecordWorkerCheck} from '@app/register';
import {checkedWorkersAnswer} from '../organisations/worker-answer.js';
import {
  CheckedWorkersResponse,
  NewWorkerRequest,
  WorkerCheckRequest,
  WorkerFromRequest,
} from '../organisations/worker.dto.js';

/** Who of an organisation that applied meets people, and the DBS certificate of each. */
@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id/workers')
export class WorkerChecksController {
  constructor(
    private readonly meets: MeetsPeople,
    private readonly read: ReadWorkers,
    private readonly records: RecordWorkerCheck,
  ) {}

  /** Each reading is recorded. */
  @Allow('application:queue')
  @Get()
  async all(@Current() principal: Principal, @IdParam() id: string): Promise<CheckedWorkersResponse> {
    return checkedWorkersAnswer(await this.read.ofApplication(principal, id));
  }

  /** Writes down somebody who works there and does not sign in, as the organisation said. */
  @Allow('application:gather')
  @Post()
  @HttpCode(200)
  async add(
    @Current() principal: Principal,
    @IdParam() applicationId: string,
    @Body() {name, from_on}: NewWorkerRequest,
  ): Promise<CheckedWorkersResponse> {
    await this.meets.name(principal, {applicationId}, {name}, from_on);
    return this.all(principal, applicationId);
  }

  /** They meet people from a day on, as the organisation said. */
  @Allow('application:gather')
  @Put(':person')
  @HttpCode(200)
  async name(
    @Current() principal: Principal,
    @IdParam() applicationId: string,
    @IdParam('person') personId: string,
    @Body() {from_on}: WorkerFromRequest,
  ): Promise<CheckedWorkersResponse> {
    await this.meets.name(principal, {applicationId}, {personId}, from_on);
    return this.all(principal, applicationId);
  }

  /** They no longer meet people, as the organisation said. */
  @Allow('application:gather')
  @Delete(':person')
  @HttpCode(204)
  end(
    @Current() principal: Principal,
    @IdParam() applicationId: string,
    @IdParam('person') personId: string,
  ): Promise<void> {
    return this.meets.end(principal, {applicationId}, personId);
  }

  /** That the original was seen, or what the Update Service was asked with their consent: no copy, no number. */
  @Allow('application:gather')
  @Post(':person/checks')
  @HttpCode(200)
  async check(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') person: string,
    @Body() {how, level, issued_on, checked_on, consented_on, seen_by}: WorkerCheckRequest,
  ): Promise<CheckedWorkersResponse> {
    const dates = {issuedOn: issued_on, checkedOn: checked_on, consentedOn: consented_on ?? null};
    await this.records.run(principal, id, person, {how, level, ...dates, seenBy: seen_by});
    return this.all(principal, id);
  }

  /** It was recorded in error. */
  @Allow('application:gather')
  @Delete(':person/checks/:check')
  @HttpCode(204)
  withdraw(@Current() principal: Principal, @IdParam() id: string, @IdParam('check') check: string): Promise<void> {
    return this.records.withdraw(principal, id, check);
  }
}
