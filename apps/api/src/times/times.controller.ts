import {Controller, Get, Query} from '@nestjs/common';
import {ApiTags} from '@nestjs/swagger';
import {FreeTimes} from '@app/bookings';
import {Current, type Principal} from '@app/identity';
import {IdParam, instantOf, Public} from '@app/platform';
import {wholeList} from '../lists.js';
import {TimesQuery, TimesResponse} from './times.dto.js';

@ApiTags('listings')
@Controller('api/v1/listings')
export class TimesController {
  constructor(private readonly times: FreeTimes) {}

  /** When the PA or provider is free. */
  @Public()
  @Get(':id/times')
  async list(
    @Current() principal: Principal | null,
    @IdParam() id: string,
    @Query() {from, to}: TimesQuery,
  ): Promise<TimesResponse> {
    const free = await this.times.of(principal, id, instantOf(from), instantOf(to));
    return wholeList(
      free.map(({startsAt, endsAt}) => ({starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString()})),
    );
  }
}
