import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {BookShared, JoinShared, NoteAbsence, ReadShared, SayToShared, StartShared} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {invitationAnswer, sharedAnswer, summaryAnswer} from './shared-answers.js';
import {
  AbsenceRequest,
  InvitationResponse,
  JoinSharedRequest,
  LeftResponse,
  NewSharedRequest,
  NewSharedResponse,
  SharedAnswerRequest,
  SharedCodeRequest,
  SharedListResponse,
  SharedResponse,
} from './shared.dto.js';

@ApiTags('shared support')
@ApiBearerAuth()
@Controller('api/v1')
export class SharedSupportController {
  constructor(
    private readonly reads: ReadShared,
    private readonly starts: StartShared,
    private readonly joins: JoinShared,
    private readonly says: SayToShared,
    private readonly books: BookShared,
    private readonly absences: NoteAbsence,
  ) {}

  /** What the caller shares with others, or has asked to. */
  @Allow('booking:read')
  @Get('shared-support')
  async list(@Current() principal: Principal): Promise<SharedListResponse> {
    return wholeList((await this.reads.list(principal)).map(summaryAnswer));
  }

  /** Begins to share visits: when, with whom who comes, by which shares, and what holds when somebody does not come. */
  @Allow('booking:request')
  @Post('shared-support')
  start(@Current() principal: Principal, @Body() body: NewSharedRequest): Promise<NewSharedResponse> {
    return this.starts.run(principal, {
      ...{listingId: body.listing_id, title: body.title, rrule: body.rrule ?? null},
      ...{startsAt: new Date(body.starts_at), endsAt: new Date(body.ends_at)},
      ...{shareBy: body.share_by, absence: body.absence, lineId: body.budget_line_id, weight: body.weight ?? 0},
    });
  }

  /** What a code invites to. The code is sent in the body, so that it is in no address. */
  @Allow('booking:request')
  @Post('shared-support/invitations')
  @HttpCode(200)
  async invitation(@Current() principal: Principal, @Body() {code}: SharedCodeRequest): Promise<InvitationResponse> {
    return invitationAnswer(await this.joins.find(principal, code));
  }

  /** Asks to join; everybody who is in has to say yes. */
  @Allow('booking:request')
  @Post('shared-support/join')
  async join(@Current() principal: Principal, @Body() body: JoinSharedRequest): Promise<SharedResponse> {
    return this.one(principal, await this.joins.run(principal, body.code, body.budget_line_id, body.weight ?? 0));
  }

  /** One sharing: who is in it, and what the caller pays of each visit. */
  @Allow('booking:read')
  @Get('shared-support/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<SharedResponse> {
    return sharedAnswer(await this.reads.one(principal, id));
  }

  /** Says yes or no to somebody who wants to join or to leave. */
  @Allow('booking:request')
  @Post('shared-support/:id/members/:member/answer')
  @HttpCode(200)
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('member') member: string,
    @Body() {answer}: SharedAnswerRequest,
  ): Promise<SharedResponse> {
    await this.says[answer](principal, id, member);
    return this.one(principal, id);
  }

  /** Leaves; once it is booked the others have to agree. */
  @Allow('booking:request')
  @Post('shared-support/:id/leave')
  @HttpCode(200)
  async leave(@Current() principal: Principal, @IdParam() id: string): Promise<LeftResponse> {
    return {status: await this.says.leave(principal, id)};
  }

  /** Asks for what was agreed: held on a line of each at once, or not at all. By whoever began it. */
  @Allow('booking:request')
  @Post('shared-support/:id/book')
  @HttpCode(200)
  async book(@Current() principal: Principal, @IdParam() id: string): Promise<SharedResponse> {
    await this.books.run(principal, id);
    return this.one(principal, id);
  }

  /** Somebody who shares a visit did not come, said before it is paid. Who pays then was agreed beforehand. */
  @Allow('hours:approve')
  @Post('visits/:id/absences')
  @HttpCode(204)
  absent(@Current() principal: Principal, @IdParam() id: string, @Body() body: AbsenceRequest): Promise<void> {
    return this.absences.run(principal, id, body.member_id);
  }
}
