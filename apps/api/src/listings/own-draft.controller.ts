import {Body, Controller, Delete, Get, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {ChangeDraft, type Draft} from '@app/listings';
import {DraftRequest, DraftResponse} from './draft.dto.js';
import {draftAnswer, draftOf} from './draft-answer.js';
import {OwnListingQuery} from './profile.dto.js';

/** Changes of a listing that others do not see before you show them. */
@ApiTags('listings')
@ApiBearerAuth()
@Controller('api/v1/listings/mine/draft')
export class OwnDraftController {
  constructor(private readonly drafts: ChangeDraft) {}

  /** What you changed and have not shown yet. */
  @Allow('listing:manage')
  @Get()
  read(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<DraftResponse> {
    return this.answer(principal, query);
  }

  /** Adds to it: every rule that holds when it shows is tried now. */
  @Allow('listing:manage')
  @Put()
  async save(
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
    @Body() body: DraftRequest,
  ): Promise<DraftResponse> {
    await this.drafts.save(principal, query.listing_id ?? null, draftOf(body));
    return this.answer(principal, query);
  }

  /** Shows it: at once, or once an officer has looked where the council checks. */
  @Allow('listing:manage')
  @Post('publish')
  @HttpCode(204)
  publish(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<void> {
    return this.drafts.publish(principal, query.listing_id ?? null);
  }

  /** Throws it away. */
  @Allow('listing:manage')
  @Delete()
  @HttpCode(204)
  discard(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<void> {
    return this.drafts.discard(principal, query.listing_id ?? null);
  }

  private async answer(principal: Principal, query: OwnListingQuery): Promise<DraftResponse> {
    const draft: Draft | null = await this.drafts.read(principal, query.listing_id ?? null);
    if (!draft) throw notFound('draft');
    return draftAnswer(draft);
  }
}
