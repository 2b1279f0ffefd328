import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {DecideChange, ReadChanges, type WaitingChange} from '@app/listings';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {ChangeToCheckResponse, ListingChangesResponse, RefusalBody} from './listing-change.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/listing-changes')
export class ListingChangesController {
  constructor(
    private readonly changes: ReadChanges,
    private readonly decide: DecideChange,
  ) {}

  /** Changes of listings that touch what was checked and wait for somebody to look; the longest waiting first. */
  @Allow('application:queue')
  @Get()
  async list(@Current() principal: Principal): Promise<ListingChangesResponse> {
    return wholeList((await this.changes.waiting(principal)).map(changeAnswer));
  }

  /** One of them, with the DBS level that its services need and the one that was checked. */
  @Allow('application:queue')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ChangeToCheckResponse> {
    const {dbs, ...change} = await this.changes.one(principal, id);
    return {...changeAnswer(change), dbs};
  }

  /** Lets others see it from now on. */
  @Allow('application:gather')
  @Post(':id/accept')
  @HttpCode(204)
  accept(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.decide.accept(principal, id);
  }

  /** Others go on seeing the listing as it was; its owner reads why. */
  @Allow('application:gather')
  @Post(':id/refuse')
  @HttpCode(204)
  refuse(@Current() principal: Principal, @IdParam() id: string, @Body() {reason}: RefusalBody): Promise<void> {
    return this.decide.refuse(principal, id, reason);
  }
}

function changeAnswer({id, listingId, shownName, name, services, askedAt}: WaitingChange) {
  return {id, listing_id: listingId, shown_name: shownName, name, services, asked_at: askedAt.toISOString()};
}
