import {Body, Controller, Get, HttpCode, Param, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {HandleReference, NameReferee, ReadApply, ReadReferences} from '@app/register';
import {applyingAnswer, referenceAnswer} from './applying-answer.js';
import {ApplyingResponse, NameRefereeRequest, ReferenceRequest, ReferencesResponse} from './applying.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/applications/:id')
export class RefereesController {
  constructor(
    private readonly reading: ReadApply,
    private readonly names: NameReferee,
    private readonly references: HandleReference,
    private readonly said: ReadReferences,
  ) {}

  /** Names a referee for one place of a requirement; once the application is handed in they are written to. */
  @Allow('application:open')
  @Post('references/:requirement/referees')
  async name(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
    @Body() body: NameRefereeRequest,
  ): Promise<ApplyingResponse> {
    const {number, name, email, phone, relationship, known_for: knownFor} = body;
    await this.names.run(principal, id, requirement, {number, name, email, phone, relationship, knownFor});
    return this.answer(principal, id);
  }

  /** Takes a referee back, to name somebody else. */
  @Allow('application:open')
  @Post('referees/:referee/replace')
  @HttpCode(200)
  async replace(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('referee') refereeId: string,
  ): Promise<ApplyingResponse> {
    await this.references.replace(principal, id, refereeId);
    return this.answer(principal, id);
  }

  /** What the referees of a requirement said. Each reading is recorded. */
  @Allow('application:queue')
  @Get('references/:requirement')
  async read(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('requirement') requirement: string,
  ): Promise<ReferencesResponse> {
    return {items: (await this.said.run(principal, id, requirement)).map(referenceAnswer)};
  }

  /** Writes down a reference that was given by telephone. */
  @Allow('application:gather')
  @Post('referees/:referee/phone')
  @HttpCode(200)
  async phone(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('referee') refereeId: string,
    @Body() body: ReferenceRequest,
  ): Promise<ApplyingResponse> {
    const {relationship, known_for: knownFor, would_trust: wouldTrust, about, concerns} = body;
    await this.references.recordPhone(principal, id, refereeId, {relationship, knownFor, wouldTrust, about, concerns});
    return this.answer(principal, id);
  }

  /** Takes a reference as evidence for its place. */
  @Allow('application:gather')
  @Post('referees/:referee/accept')
  @HttpCode(200)
  async accept(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('referee') refereeId: string,
  ): Promise<ApplyingResponse> {
    await this.references.accept(principal, id, refereeId);
    return this.answer(principal, id);
  }

  /** Says that a reference will not do; the applicant names somebody else. */
  @Allow('application:gather')
  @Post('referees/:referee/turn-down')
  @HttpCode(200)
  async turnDown(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('referee') refereeId: string,
  ): Promise<ApplyingResponse> {
    await this.references.turnDown(principal, id, refereeId);
    return this.answer(principal, id);
  }

  private async answer(principal: Principal, id: string): Promise<ApplyingResponse> {
    return applyingAnswer(await this.reading.run(principal, id));
  }
}
