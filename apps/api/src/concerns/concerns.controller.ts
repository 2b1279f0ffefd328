import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {CloseConcern, ReadConcerns, RecordConcern, type ConcernView} from '@app/register';
import {
  CloseConcernRequest,
  ConcernRequest,
  ConcernResponse,
  ConcernsResponse,
  ConcernTextResponse,
} from './concern.dto.js';

@ApiTags('safeguarding')
@ApiBearerAuth()
@Controller('api/v1')
export class ConcernsController {
  constructor(
    private readonly concerns: ReadConcerns,
    private readonly recording: RecordConcern,
    private readonly closing: CloseConcern,
  ) {}

  /** Records a concern about a member’s safety to others. The member is not told. */
  @Allow('concern:record')
  @Post('members/:id/concerns')
  @HttpCode(204)
  async record(@Current() principal: Principal, @IdParam() id: string, @Body() body: ConcernRequest): Promise<void> {
    await this.recording.run(principal, id, body);
  }

  /** What is open, without what it says; never about oneself. Each reading is on record. */
  @Allow('concern:read')
  @Get('concerns')
  async list(@Current() principal: Principal): Promise<ConcernsResponse> {
    return {items: (await this.concerns.open(principal)).map(concernAnswer)};
  }

  /** What one says. Each reading is on record. */
  @Allow('concern:read')
  @Get('concerns/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ConcernTextResponse> {
    const concern = await this.concerns.one(principal, id);
    return {...concernAnswer(concern), text: concern.text, closing_note: concern.closingNote};
  }

  /** Closes it, with what came of it. */
  @Allow('concern:read')
  @Post('concerns/:id/close')
  @HttpCode(200)
  async close(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: CloseConcernRequest,
  ): Promise<ConcernTextResponse> {
    await this.closing.run(principal, id, body.note);
    return this.one(principal, id);
  }
}

function concernAnswer({id, member, recordedBy, recordedAt, suspended, closedAt}: ConcernView): ConcernResponse {
  return {
    id,
    member,
    recorded_by: recordedBy,
    recorded_at: recordedAt.toISOString(),
    suspended,
    closed_at: closedAt && closedAt.toISOString(),
  };
}
