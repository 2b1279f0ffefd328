import {Body, Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ApproveHours, ReadBookings, RecordHours} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam, instantOf} from '@app/platform';
import {wholeList} from '../lists.js';
import {visitResponse} from './booking-answers.js';
import {
  ApproveHoursRequest,
  HoursRequest,
  QueryHoursRequest,
  RecordedVisitResponse,
  VisitsQuery,
  VisitsResponse,
} from './visit.dto.js';

@ApiTags('visits')
@ApiBearerAuth()
@Controller('api/v1/visits')
export class VisitsController {
  constructor(
    private readonly records: RecordHours,
    private readonly approves: ApproveHours,
    private readonly bookings: ReadBookings,
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

  /** The PA or provider says when they came and went. */
  @Allow('hours:record')
  @Post(':id/hours')
  @HttpCode(200)
  async hours(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: HoursRequest,
  ): Promise<RecordedVisitResponse> {
    const hours = {startedAt: new Date(body.started_at), endedAt: new Date(body.ended_at), miles: body.mileage ?? null};
    return {id, status: 'recorded', actual_pence: await this.records.run(principal, id, hours)};
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
    const seenPence = body.actual_pence ?? null;
    return {id, status: 'approved', actual_pence: await this.approves.approve(principal, id, seenPence)};
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
