import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ModerateAdverts} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {advertToModerate} from './advert-answer.js';
import {AdvertsToModerateResponse, AdvertToModerateResponse, RefuseAdvertRequest} from './advert.dto.js';

@ApiTags('adverts')
@ApiBearerAuth()
@Controller('api/v1/council/adverts')
export class CouncilAdvertsController {
  constructor(private readonly adverts: ModerateAdverts) {}

  /** Adverts, those that wait to be looked at first. */
  @Allow('advert:moderate')
  @Get()
  async list(@Current() principal: Principal): Promise<AdvertsToModerateResponse> {
    return {items: (await this.adverts.list(principal)).map(advertToModerate)};
  }

  /** One of them. */
  @Allow('advert:moderate')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<AdvertToModerateResponse> {
    return advertToModerate(await this.adverts.one(principal, id));
  }

  /** Lets it show, until its last day. Never one's own. */
  @Allow('advert:moderate')
  @Post(':id/approve')
  @HttpCode(200)
  async approve(@Current() principal: Principal, @IdParam() id: string): Promise<AdvertToModerateResponse> {
    await this.adverts.approve(principal, id);
    return this.one(principal, id);
  }

  /** Sends it back, with what could be changed. */
  @Allow('advert:moderate')
  @Post(':id/refuse')
  @HttpCode(200)
  async refuse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: RefuseAdvertRequest,
  ): Promise<AdvertToModerateResponse> {
    await this.adverts.refuse(principal, id, body.reason);
    return this.one(principal, id);
  }
}
