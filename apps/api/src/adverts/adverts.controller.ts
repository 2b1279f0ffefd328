import {Body, Controller, Get, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AnswerAdvert, OpenAdverts} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {openAdvert} from './advert-answer.js';
import {AnswerAdvertRequest, AnsweredResponse, OpenAdvertResponse, OpenAdvertsResponse} from './advert.dto.js';

@ApiTags('adverts')
@ApiBearerAuth()
@Controller('api/v1/adverts')
export class AdvertsController {
  constructor(
    private readonly adverts: OpenAdverts,
    private readonly answering: AnswerAdvert,
  ) {}

  /** Open adverts that the caller could answer with a listing that shows today. Whose they are is not among it. */
  @Allow('advert:answer')
  @Get()
  async list(@Current() principal: Principal): Promise<OpenAdvertsResponse> {
    return {items: (await this.adverts.list(principal)).map(openAdvert)};
  }

  /** One of them. */
  @Allow('advert:answer')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<OpenAdvertResponse> {
    return openAdvert(await this.adverts.one(principal, id));
  }

  /** Answers it, once with each listing: the answer is a message in a conversation with whoever placed it. */
  @Allow('advert:answer')
  @Post(':id/answer')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AnswerAdvertRequest,
  ): Promise<AnsweredResponse> {
    return {conversation_id: await this.answering.run(principal, id, body.listing_id ?? null, body.text)};
  }
}
