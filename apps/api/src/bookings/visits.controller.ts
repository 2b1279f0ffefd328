import {Body, Controller, Get, Headers, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiHeader, ApiTags} from '@nestjs/swagger';
import {ApproveHours, NameWorker, ReadBookings, ReadHours, RecordHours} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, instantOf} from '@app/platform';
import {wholeList} from '../lists.js';
import {visitResponse} from './booking-answers.js';
import {hoursResponse} from './hours-answer.js';
import {
  ApproveHoursRequest,
  CorrectHoursRequest,
  HoursDetailResponse,
  HoursRequest,
  QueryHoursRequest,
  RecordedVisitResponse,
  VisitsQuery,
  VisitsResponse,
  WorkerRequest,
} from './visit.dto.js';

@ApiTags('visits')
@ApiBearerAuth()
@Controller('api/v1/visits')
export class VisitsController {
  constructor(
    private readonly records: RecordHours,
    private readonly approves: ApproveHours,
    private readonly bookings: ReadBookings,
    private readonly details: ReadHours,
    private readonly names: NameWorker,
  ) {}

  /** A diary: visits of the caller's listings, or the holder's own. */
  @Allow('booking:read')
  @Get()
  async list(@Current() principal: Principal, @Query() {from, to}: VisitsQuery): Promise<VisitsResponse> {
    const works = !principal.actingFor && principal.permissions.has('booking:answer');
    const span = [instantOf(from), instantOf(to)] as const;
    const visits = works
      ? await this.bookings.diaryOfWorker(principal, ...span)
      : await this.bookings.diaryOfHolder(principal, ...span);
    return wholeList(
      visits.map((visit) => ({
        ...visitResponse(visit),
        booking_id: visit.bookingId,
        reference: visit.reference,
        listing: visit.listing,
        holder: visit.holder,
      })),
    );
  }

  /** The PA or provider says when they came and went. Sent twice with one key, it is recorded once. */
  @Allow('hours:record')
  @ApiHeader({name: 'Idempotency-Key', required: false, description: 'A new one for each recording, such as a UUID.'})
  @Post(':id/hours')
  @HttpCode(200)
  async hours(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: HoursRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<RecordedVisitResponse> {
    const madeAt = body.made_at ? new Date(body.made_at) : null;
    const sent = key ? {key, madeAt} : null;
    return {id, status: 'recorded', actual_pence: await this.records.run(principal, id, hoursOf(body), sent)};
  }

  /**
   * An enterprise says who of it comes; nobody who is named is at two visits at once (`WORKER_TAKEN`), and nobody can be
   * whom the person supported wants nothing of (`WORKER_NOT_WANTED`).
   */
  @Allow('booking:answer')
  @Put(':id/worker')
  @HttpCode(204)
  worker(@Current() principal: Principal, @IdParam() id: string, @Body() body: WorkerRequest): Promise<void> {
    return this.names.run(principal, id, body.person_id ?? null);
  }

  /** What the recorded hours come to, part by part, and what was laid out; null until hours are recorded. */
  @Allow('booking:read')
  @Get(':id/hours')
  async detail(@Current() principal: Principal, @IdParam() id: string): Promise<HoursDetailResponse> {
    return hoursResponse(await this.details.one(principal, id), await this.details.expenses(principal, id));
  }

  /** The holder agrees the hours: what was committed is spent. */
  @Allow('hours:approve')
  @Post(':id/approve')
  @HttpCode(200)
  async approve(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ApproveHoursRequest,
  ): Promise<RecordedVisitResponse> {
    const approval = {seenPence: body.actual_pence ?? null, agreesMore: body.agree_more ?? false};
    return {id, status: 'approved', actual_pence: await this.approves.approve(principal, id, approval)};
  }

  /** The holder puts the hours right, with the reason, and agrees them so. */
  @Allow('hours:approve')
  @Post(':id/correct')
  @HttpCode(200)
  async correct(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: CorrectHoursRequest,
  ): Promise<RecordedVisitResponse> {
    const spent = await this.approves.correct(principal, id, hoursOf(body), body.reason);
    return {id, status: 'approved', actual_pence: spent};
  }

  /** The holder sends the hours back to be recorded again. */
  @Allow('hours:approve')
  @Post(':id/query')
  @HttpCode(200)
  async query(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: QueryHoursRequest,
  ): Promise<RecordedVisitResponse> {
    await this.approves.query(principal, id, body.reason);
    return {id, status: 'accepted', actual_pence: null};
  }
}

function hoursOf(body: {started_at: string; ended_at: string; mileage?: number; awake_minutes?: number}) {
  const [startedAt, endedAt] = [new Date(body.started_at), new Date(body.ended_at)];
  return {startedAt, endedAt, miles: body.mileage ?? null, awakeMinutes: body.awake_minutes ?? null};
}
