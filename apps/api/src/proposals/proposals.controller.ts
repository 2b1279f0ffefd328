import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AnswerProposal, MakeProposal, ReadProposals, WithdrawProposal} from '@app/plans';
import {wholeList} from '../lists.js';
import {newProposal, proposalResponse} from './proposal-answer.js';
import {AnswerProposalRequest, ProposalResponse, ProposalsResponse, ProposeRequest} from './proposal.dto.js';

@ApiTags('proposals')
@ApiBearerAuth()
@Controller('api/v1/proposals')
export class ProposalsController {
  constructor(
    private readonly proposals: ReadProposals,
    private readonly makes: MakeProposal,
    private readonly answers: AnswerProposal,
    private readonly withdraws: WithdrawProposal,
  ) {}

  /** What is proposed for the caller, or for the person named in the `Acting-For` header: what waits comes first. */
  @Allow('proposal:read')
  @Get()
  async list(@Current() principal: Principal): Promise<ProposalsResponse> {
    return wholeList((await this.proposals.mine(principal)).map(proposalResponse));
  }

  /** One proposal, and what became of it. */
  @Allow('proposal:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ProposalResponse> {
    return proposalResponse(await this.proposals.one(principal, id));
  }

  /** Proposes terms or visits for the person acted for. Nothing comes of it before a yes. */
  @Allow('proposal:make')
  @Post()
  async make(@Current() principal: Principal, @Body() body: ProposeRequest): Promise<ProposalResponse> {
    return this.one(principal, await this.makes.run(principal, newProposal(body)));
  }

  /** Says yes, no, or what should change. A yes offers the terms or asks for the visits in the same transaction. */
  @Allow('proposal:answer')
  @Post(':id/answer')
  @HttpCode(200)
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AnswerProposalRequest,
  ): Promise<ProposalResponse> {
    const {answer, note = null, budget_line_id: lineId = null} = body;
    await this.answers.run(principal, id, {answer, note, lineId});
    return proposalResponse(await this.proposals.one(principal, id));
  }

  /** Whoever proposed it takes it back. */
  @Allow('proposal:make')
  @Post(':id/withdraw')
  @HttpCode(204)
  async withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    await this.withdraws.run(principal, id);
  }
}
