import {Body, Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiQuery, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ListingSubjects} from '@app/listings';
import {IdParam} from '@app/platform';
import {CloseConcern, FollowConcern, RaiseConcern, ReadConcerns, RecordConcern} from '@app/register';
import {concernAnswer, concernTextAnswer} from './concern-answer.js';
import {
  CloseConcernRequest,
  ConcernEntryRequest,
  ConcernRequest,
  ConcernsResponse,
  ConcernTextResponse,
  RaiseConcernRequest,
} from './concern.dto.js';

@ApiTags('safeguarding')
@ApiBearerAuth()
@Controller('api/v1')
export class ConcernsController {
  constructor(
    private readonly concerns: ReadConcerns,
    private readonly raising: RaiseConcern,
    private readonly recording: RecordConcern,
    private readonly following: FollowConcern,
    private readonly closing: CloseConcern,
    private readonly listings: ListingSubjects,
  ) {}

  /** Tells the safeguarding team that you are worried about somebody. Anybody may, also without signing in, on the page `/concern`. */
  @Allow('session:use')
  @Post('concerns')
  @HttpCode(204)
  async raise(@Current() principal: Principal, @Body() body: RaiseConcernRequest): Promise<void> {
    const listing = body.listing_id ? await this.listings.of(principal, body.listing_id, principal.councilId) : null;
    if (body.listing_id && !listing) throw notFound('listing');
    const {contact_safe: contactSafe, reporter_contact: reporterContact} = body;
    const councilId = listing?.councilId ?? principal.councilId;
    await this.raising.run(councilId, principal, {...body, contactSafe, reporterContact}, listing);
  }

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
  @ApiQuery({name: 'closed', required: false, type: Boolean, description: 'Those that are closed instead'})
  async list(@Current() principal: Principal, @Query('closed') closed?: unknown): Promise<ConcernsResponse> {
    const which = closed === 'true' ? 'closed' : 'open';
    return {items: (await this.concerns.list(principal, which)).map(concernAnswer)};
  }

  /** What one says, and what was done about it. Each reading is on record. */
  @Allow('concern:read')
  @Get('concerns/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ConcernTextResponse> {
    return concernTextAnswer(await this.concerns.one(principal, id));
  }

  /** Writes down a note, a contact, a referral, or a decision on the listing, which is done at once. */
  @Allow('concern:read')
  @Post('concerns/:id/entries')
  async follow(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ConcernEntryRequest,
  ): Promise<ConcernTextResponse> {
    const {kind, fact = null, on_day: onDay, text = null} = body;
    await this.following.run(principal, id, {kind, fact, onDay, text});
    return this.one(principal, id);
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
