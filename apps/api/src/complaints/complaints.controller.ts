import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {Complaints, MakeComplaint, type ComplaintView} from '@app/register';
import {
  ComplaintAnswerRequest,
  ComplaintRequest,
  ComplaintResponse,
  ComplaintsResponse,
  ComplaintTextResponse,
} from './complaint.dto.js';

@ApiTags('complaints')
@ApiBearerAuth()
@Controller('api/v1/complaints')
export class ComplaintsController {
  constructor(
    private readonly complaints: Complaints,
    private readonly making: MakeComplaint,
  ) {}

  /** Makes a complaint. Anybody may, also without signing in, on the page `/complaint`. */
  @Allow('session:use')
  @Post()
  @HttpCode(204)
  async make(@Current() principal: Principal, @Body() body: ComplaintRequest): Promise<void> {
    await this.making.run(principal.councilId, principal, body);
  }

  /** Complaints, those that wait first. */
  @Allow('complaint:read')
  @Get()
  async list(@Current() principal: Principal): Promise<ComplaintsResponse> {
    return {items: (await this.complaints.list(principal)).map(complaintAnswer)};
  }

  /** What one says. Each reading is on record. */
  @Allow('complaint:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ComplaintTextResponse> {
    const complaint = await this.complaints.one(principal, id);
    const {text, wants, contact, answer, closedBy, closedAt} = complaint;
    return {
      ...complaintAnswer(complaint),
      ...{text, wants, contact, answer},
      closed_by: closedBy,
      closed_at: closedAt && closedAt.toISOString(),
    };
  }

  /** Closes it, with what was answered. */
  @Allow('complaint:read')
  @Post(':id/answer')
  @HttpCode(200)
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ComplaintAnswerRequest,
  ): Promise<ComplaintTextResponse> {
    await this.complaints.answer(principal, id, body.answer);
    return this.one(principal, id);
  }

  /** It is about somebody’s safety: the safeguarding team gets what it says, and nothing of that stays here. */
  @Allow('complaint:read')
  @Post(':id/pass-on')
  @HttpCode(204)
  async passOn(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    await this.complaints.passOn(principal, id);
  }
}

function complaintAnswer({id, about, name, receivedAt, outcome}: ComplaintView): ComplaintResponse {
  return {id, about, name, received_at: receivedAt.toISOString(), outcome};
}
