import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {PauseSupport, ReadPauses, ResumeSupport, type NewPause, type PauseView} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {
  PauseEffectResponse,
  PauseRequest,
  PauseResponse,
  PausesResponse,
  ResumedResponse,
  ResumeRequest,
} from './pause.dto.js';

@ApiTags('pauses')
@ApiBearerAuth()
@Controller('api/v1/pauses')
export class PausesController {
  constructor(
    private readonly pauses: PauseSupport,
    private readonly resumes: ResumeSupport,
    private readonly reads: ReadPauses,
  ) {}

  /** Pauses of the caller's support, newest first. */
  @Allow('booking:read')
  @Get()
  async list(@Current() principal: Principal): Promise<PausesResponse> {
    return wholeList((await this.reads.mine(principal)).map(pauseResponse));
  }

  /** What a pause would do. Nothing is written. */
  @Allow('booking:cancel')
  @Post('quote')
  @HttpCode(200)
  async quote(@Current() principal: Principal, @Body() body: PauseRequest): Promise<PauseEffectResponse> {
    const {visits, calledOff, shared, chargePence} = await this.pauses.preview(principal, newPause(body));
    return {visits, called_off: calledOff, shared, charge_pence: chargePence};
  }

  /** Nobody comes on these days. What the terms say of such a time is paid, and the rest is given back. */
  @Allow('booking:cancel')
  @Post()
  async start(@Current() principal: Principal, @Body() body: PauseRequest): Promise<PauseResponse> {
    return pauseResponse(await this.reads.one(principal, await this.pauses.run(principal, newPause(body))));
  }

  /** Support goes on from a day. */
  @Allow('booking:request')
  @Post(':id/resume')
  @HttpCode(200)
  resume(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ResumeRequest,
  ): Promise<ResumedResponse> {
    return this.resumes.run(principal, id, body.from_day);
  }
}

function newPause({kind, from_day, until_day}: PauseRequest): NewPause {
  return {kind, fromDay: from_day, untilDay: until_day ?? null};
}

function pauseResponse(view: PauseView): PauseResponse {
  const {suspension} = view;
  return {
    ...{id: view.id, kind: view.kind, open: view.open, visits: view.visits, charge_pence: view.chargePence},
    ...{from_day: view.fromDay, until_day: view.untilDay},
    suspension: suspension && {
      ...{from_day: suspension.fromDay, to_day: suspension.toDay, kept_bp: suspension.keptBp},
    },
  };
}
