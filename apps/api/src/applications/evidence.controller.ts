import {Body, Controller, HttpCode, Param, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ReadApplication, RecordEvidence, VoidEvidence} from '@app/register';
import {applicationAnswer} from './application-answer.js';
import {ApplicationResponse} from './application.dto.js';
import {RecordEvidenceRequest, VoidEvidenceRequest} from './evidence.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id/evidence')
export class EvidenceController {
  constructor(
    private readonly application: ReadApplication,
    private readonly recording: RecordEvidence,
    private readonly voiding: VoidEvidence,
  ) {}

  /** Records evidence for a requirement; the same again changes nothing. */
  @Allow('application:gather')
  @Put(':requirement')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @Body() body: RecordEvidenceRequest,
  ): Promise<ApplicationResponse> {
    await this.recording.run(principal, id, requirement, {
      number: body.number,
      issuedOn: body.issued_on,
      checkedOn: body.checked_on,
      validUntil: body.valid_until,
      facts: body.facts,
    });
    return applicationAnswer(await this.application.run(principal, id));
  }

  /** Withdraws a piece of evidence; it stays to be seen, and counts no more. */
  @Allow('application:gather')
  @Post(':evidence/void')
  @HttpCode(200)
  async void(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('evidence') evidenceId: string,
    @Body() body: VoidEvidenceRequest,
  ): Promise<ApplicationResponse> {
    await this.voiding.run(principal, id, evidenceId, {reason: body.reason, endedOn: body.ended_on});
    return applicationAnswer(await this.application.run(principal, id));
  }
}
