import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {CheckStatus, ReadRiskAssessments, ReadUpdateService, RecordConsent, WriteRiskAssessment} from '@app/register';
import {wholeList} from '../lists.js';
import {
  ConsentRequest,
  RiskAssessmentRequest,
  RiskAssessmentsResponse,
  StatusCheckRequest,
  UpdateServiceResponse,
} from './update-service.dto.js';

/** What goes with a DBS certificate: what the law has for the tasks, the Update Service, what was weighed. */
@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id')
export class UpdateServiceController {
  constructor(
    private readonly consent: RecordConsent,
    private readonly checking: CheckStatus,
    private readonly reading: ReadUpdateService,
    private readonly writing: WriteRiskAssessment,
    private readonly assessments: ReadRiskAssessments,
  ) {}

  /** Which level their tasks need and by which way, what they agreed to, what the Update Service answered. */
  @Allow('application:queue')
  @Get('update-service')
  async read(@Current() principal: Principal, @IdParam() id: string): Promise<UpdateServiceResponse> {
    const {need, consent, checks} = await this.reading.run(principal, id);
    return {
      need: {level: need.level, route: need.route, regulated: need.regulated, source: need.source},
      consent: consent && {consents: consent.consents, said_on: consent.saidOn},
      checks: checks.map((each) => ({
        evidence_id: each.evidenceId,
        result: each.result,
        checked_on: each.checkedOn,
        checked_by: each.checkedBy,
      })),
    };
  }

  /** Records that they let the council look at the Update Service, or that they no longer do. */
  @Allow('application:open')
  @Post('update-service/consent')
  @HttpCode(204)
  agree(@Current() principal: Principal, @IdParam() id: string, @Body() body: ConsentRequest): Promise<void> {
    return this.consent.run(principal, id, body.consents, body.said_on);
  }

  /** Records what the Update Service answered; "no change" checks the certificate again. */
  @Allow('application:gather')
  @Post('evidence/:evidence/status-checks')
  @HttpCode(204)
  check(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('evidence') evidence: string,
    @Body() body: StatusCheckRequest,
  ): Promise<void> {
    return this.checking.run(principal, id, evidence, {result: body.result, checkedOn: body.checked_on});
  }

  /** What was weighed for the decision: all of it for whoever decides, one's own for others. Each reading is recorded. */
  @Allow('application:queue')
  @Get('risk-assessments')
  async weighed(@Current() principal: Principal, @IdParam() id: string): Promise<RiskAssessmentsResponse> {
    return wholeList(
      (await this.assessments.run(principal, id)).map((each) => ({
        id: each.id,
        text: each.text,
        written_by: each.writtenBy,
        written_at: each.writtenAt.toISOString(),
      })),
    );
  }

  /** Writes down what was weighed; it is never changed, and emptied within six months of the decision. */
  @Allow('application:queue')
  @Post('risk-assessments')
  @HttpCode(204)
  async weigh(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: RiskAssessmentRequest,
  ): Promise<void> {
    await this.writing.run(principal, id, body.text);
  }
}
