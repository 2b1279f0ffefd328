import {Body, Controller, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {PlaceAdvert, ReadOwnAdverts} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {advertText, ownAdvert} from './advert-answer.js';
import {AdvertRequest, OwnAdvertResponse, OwnAdvertsResponse} from './advert.dto.js';

@ApiTags('adverts')
@ApiBearerAuth()
@Controller('api/v1/adverts/mine')
export class OwnAdvertsController {
  constructor(
    private readonly placing: PlaceAdvert,
    private readonly adverts: ReadOwnAdverts,
  ) {}

  /** The caller's adverts, or those of the person they act for, with who answered. */
  @Allow('advert:place')
  @Get()
  async list(@Current() principal: Principal): Promise<OwnAdvertsResponse> {
    return {items: (await this.adverts.list(principal)).map(ownAdvert)};
  }

  /** Writes what is needed. It shows once the council has looked at it. */
  @Allow('advert:place')
  @Post()
  async place(@Current() principal: Principal, @Body() body: AdvertRequest): Promise<OwnAdvertResponse> {
    return this.one(principal, await this.placing.place(principal, advertText(body)));
  }

  /** One, with who answered. */
  @Allow('advert:place')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<OwnAdvertResponse> {
    return ownAdvert(await this.adverts.one(principal, id));
  }

  /** Changes it: the new words wait to be looked at again. */
  @Allow('advert:place')
  @Put(':id')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AdvertRequest,
  ): Promise<OwnAdvertResponse> {
    // Whose it is comes before what is wrong with it.
    await this.adverts.one(principal, id);
    await this.placing.change(principal, id, advertText(body));
    return this.one(principal, id);
  }

  /** Takes it down. Conversations that it began go on. */
  @Allow('advert:place')
  @Post(':id/close')
  @HttpCode(200)
  async close(@Current() principal: Principal, @IdParam() id: string): Promise<OwnAdvertResponse> {
    await this.placing.close(principal, id);
    return this.one(principal, id);
  }
}
