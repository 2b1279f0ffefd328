import {Body, Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ListSchemes, PlanVersion, WithdrawVersion} from '@app/register';
import {wholeList} from '../lists.js';
import {plannedOf, previewAnswer, versionAnswer} from './scheme-version-answer.js';
import {
  PlannedVersionRequest,
  SchemeVersionResponse,
  SchemeVersionsResponse,
  VersionPreviewResponse,
} from './scheme-version.dto.js';

/** What the council's registers ask of whom, from which day. */
@ApiTags('schemes')
@ApiBearerAuth()
@Controller('api/v1/scheme-versions')
export class SchemeVersionsController {
  constructor(
    private readonly schemes: ListSchemes,
    private readonly plans: PlanVersion,
    private readonly withdrawal: WithdrawVersion,
  ) {}

  /** Every version of the council's registers, by register and kind of member, the newest first. */
  @Allow('scheme:configure')
  @Get()
  async list(@Current() principal: Principal): Promise<SchemeVersionsResponse> {
    return wholeList((await this.schemes.run(principal)).map(versionAnswer));
  }

  /** One version and what it asks. */
  @Allow('scheme:configure')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<SchemeVersionResponse> {
    return versionAnswer(await this.schemes.one(principal, id));
  }

  /** What a version would do to those who are members already, without making it. */
  @Allow('scheme:configure')
  @Post('preview')
  @HttpCode(200)
  async preview(@Current() principal: Principal, @Body() body: PlannedVersionRequest): Promise<VersionPreviewResponse> {
    return previewAnswer(await this.plans.preview(principal, plannedOf(body)));
  }

  /** Makes a version. Nobody's terms change before the day it names. */
  @Allow('scheme:configure')
  @Post()
  async make(@Current() principal: Principal, @Body() body: PlannedVersionRequest): Promise<SchemeVersionResponse> {
    const {versionId} = await this.plans.run(principal, plannedOf(body));
    return versionAnswer(await this.schemes.one(principal, versionId));
  }

  /** Takes back a version that has not started. */
  @Allow('scheme:configure')
  @Delete(':id')
  @HttpCode(204)
  withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.withdrawal.run(principal, id);
  }
}
