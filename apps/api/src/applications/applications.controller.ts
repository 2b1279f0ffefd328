import {Body, Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {
  DecideApplication,
  ListApplications,
  MarkReady,
  OpenApplication,
  ReadApplication,
  SubmitApplication,
  TakeUpApplication,
  WithdrawApplication,
} from '@app/register';
import {applicationAnswer, summaryAnswer} from './application-answer.js';
import {
  ApplicationResponse,
  ApplicationsQuery,
  ApplicationsResponse,
  OpenApplicationRequest,
} from './application.dto.js';
import {DecisionRequest} from './decision.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications')
export class ApplicationsController {
  constructor(
    private readonly applications: ListApplications,
    private readonly application: ReadApplication,
    private readonly open: OpenApplication,
    private readonly submission: SubmitApplication,
    private readonly withdrawal: WithdrawApplication,
    private readonly readiness: MarkReady,
    private readonly decision: DecideApplication,
    private readonly takingUp: TakeUpApplication,
  ) {}

  /** The vetting queue, the longest waiting first; whoever applies gets their own. */
  @Allow('application:read')
  @Get()
  async list(@Current() principal: Principal, @Query() query: ApplicationsQuery): Promise<ApplicationsResponse> {
    const {state: states, assigned, late, page, per_page} = query;
    const {items, total, stages} = await this.applications.run(principal, {
      states,
      assignedTo: assigned === 'me' ? principal.personId : assigned === 'nobody' ? null : assigned,
      late: late === 'true',
      page,
      perPage: per_page,
    });
    return {items: items.map(summaryAnswer), stages, total, page, per_page};
  }

  /** One application with its evidence. Each reading of sensitive facts is recorded. */
  @Allow('application:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ApplicationResponse> {
    return applicationAnswer(await this.application.run(principal, id));
  }

  /** Opens a draft: for oneself, or by an officer for somebody. */
  @Allow('application:open')
  @Post()
  async create(@Current() principal: Principal, @Body() body: OpenApplicationRequest): Promise<ApplicationResponse> {
    const id = await this.open.run(principal, {
      kind: body.kind,
      personId: body.person_id,
      organisationId: body.organisation_id,
      schemeId: body.scheme_id,
      circumstances: body.circumstances ?? [],
    });
    return this.one(principal, id);
  }

  /**
   * Hands it in: the checks begin. From the applicant it is refused with ANSWERS_MISSING while something is missing, as by
   * `hand-in`. From an officer it is taken as it stands, for what was gathered at a meeting, on paper or by another
   * program: what the scheme asks for is asked before the decision.
   */
  @Allow('application:open')
  @Post(':id/submit')
  @HttpCode(200)
  async submit(@Current() principal: Principal, @IdParam() id: string): Promise<ApplicationResponse> {
    await this.submission.run(principal, id);
    return this.one(principal, id);
  }

  /** Ends it at the applicant’s wish. */
  @Allow('application:open')
  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<ApplicationResponse> {
    await this.withdrawal.run(principal, id);
    return this.one(principal, id);
  }

  /** Says that nothing is missing; refused with the list of what is. */
  @Allow('application:gather')
  @Post(':id/ready')
  @HttpCode(200)
  async ready(@Current() principal: Principal, @IdParam() id: string): Promise<ApplicationResponse> {
    await this.readiness.run(principal, id);
    return this.one(principal, id);
  }

  /** Goes on with what was deferred. */
  @Allow('application:gather')
  @Post(':id/take-up')
  @HttpCode(200)
  async takeUp(@Current() principal: Principal, @IdParam() id: string): Promise<ApplicationResponse> {
    await this.takingUp.run(principal, id);
    return this.one(principal, id);
  }

  /** Decides, once, by somebody who gathered none of it. */
  @Allow('application:decide')
  @Post(':id/decision')
  @HttpCode(200)
  async decide(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DecisionRequest,
  ): Promise<ApplicationResponse> {
    await this.decision.run(principal, id, {
      outcome: body.outcome,
      reasonCode: body.reason_code,
      reasons: body.reasons,
      explanation: body.explanation,
      conditions: body.conditions?.map(({text, due_on, publicly_visible}) => ({
        text,
        dueOn: due_on ?? null,
        publiclyVisible: publicly_visible ?? false,
      })),
      effectiveOn: body.effective_on,
      deferredUntil: body.deferred_until,
    });
    return this.one(principal, id);
  }
}
