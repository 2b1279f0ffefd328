import {Body, Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AnswerTermination, ProposeTermination, ReadLadder, RecordSanction, ReinstateMember} from '@app/register';
import {LadderResponse, ReasonRequest, ReasonResponse, SanctionRequest} from './sanction.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/members/:id')
export class SanctionsController {
  constructor(
    private readonly ladder: ReadLadder,
    private readonly recording: RecordSanction,
    private readonly proposing: ProposeTermination,
    private readonly answering: AnswerTermination,
    private readonly reinstating: ReinstateMember,
  ) {}

  /** What was done about somebody’s conduct, without why. */
  @Allow('sanction:read')
  @Get('sanctions')
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<LadderResponse> {
    const {steps, proposals, suspended, terminated} = await this.ladder.run(principal, id);
    return {
      steps: steps.map(({startsOn, endsOn, liftedOn, recordedBy, liftedBy, ...same}) => ({
        ...same,
        starts_on: startsOn,
        ends_on: endsOn,
        lifted_on: liftedOn,
        recorded_by: recordedBy,
        lifted_by: liftedBy,
      })),
      proposals: proposals.map(({id: proposalId, state, proposedBy, proposedAt, answeredBy}) => ({
        id: proposalId,
        state,
        proposed_by: proposedBy.name,
        proposed_at: proposedAt.toISOString(),
        answered_by: answeredBy,
      })),
      suspended,
      terminated,
    };
  }

  /** Why, of a sanction or a proposal. Each reading is on record. */
  @Allow('sanction:read')
  @Get('sanctions/:sanction/reason')
  async reason(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('sanction') sanctionId: string,
  ): Promise<ReasonResponse> {
    return {reason: await this.ladder.reason(principal, id, sanctionId)};
  }

  /** Advice, a dated warning, or further checks, which ask the member for something. */
  @Allow('sanction:record')
  @Post('sanctions')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: SanctionRequest,
  ): Promise<LadderResponse> {
    const {kind, reason, ends_on: endsOn, asks} = body;
    await this.recording.run(principal, id, {kind, reason, endsOn, asks});
    return this.list(principal, id);
  }

  /** Proposes to end the membership; nothing changes until somebody else confirms it. */
  @Allow('sanction:record')
  @Post('termination')
  async propose(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ReasonRequest,
  ): Promise<LadderResponse> {
    await this.proposing.run(principal, id, body.reason);
    return this.list(principal, id);
  }

  /** Ends the membership that somebody else proposed to end. */
  @Allow('member:terminate')
  @Post('termination/confirm')
  @HttpCode(200)
  async confirm(@Current() principal: Principal, @IdParam() id: string): Promise<LadderResponse> {
    await this.answering.run(principal, id, 'confirm');
    return this.list(principal, id);
  }

  /** Refuses to end it. */
  @Allow('member:terminate')
  @Post('termination/refuse')
  @HttpCode(200)
  async refuse(@Current() principal: Principal, @IdParam() id: string): Promise<LadderResponse> {
    await this.answering.run(principal, id, 'refuse');
    return this.list(principal, id);
  }

  /** Takes a termination back: listed again if all that is asked holds. */
  @Allow('member:terminate')
  @Delete('termination')
  @HttpCode(200)
  async reinstate(@Current() principal: Principal, @IdParam() id: string): Promise<LadderResponse> {
    await this.reinstating.run(principal, id);
    return this.list(principal, id);
  }
}
