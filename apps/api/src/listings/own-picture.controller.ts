import {Body, Controller, Delete, Get, HttpCode, Post, Put, Query, Req, Res} from '@nestjs/common';
import {ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {OpenPicture, ReadOwnListing, SetPicture} from '@app/listings';
import {IdParam, Public, sendPicture, uploadOf} from '@app/platform';
import {IsString} from 'class-validator';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {ownListingAnswer} from './own-listing-answer.js';
import {OwnListingResponse} from './own-listing.dto.js';
import {OwnListingQuery} from './profile.dto.js';

export class PictureWordsRequest {
  /** What it shows, for who cannot see it. At most 200 characters. */
  @IsString({message: 'Give this as text.'})
  alternative: string;
}

@ApiTags('listings')
@ApiBearerAuth()
@Controller('api/v1/listings')
export class PictureController {
  constructor(
    private readonly sets: SetPicture,
    private readonly opens: OpenPicture,
    private readonly reads: ReadOwnListing,
  ) {}

  /**
   * A JPEG or PNG of up to 10 MB and 50 million pixels, with what it shows in words before it. Two square pictures are
   * made of it; where and when it was taken stays behind.
   */
  @Allow('listing:manage')
  @Post('mine/picture')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['alternative', 'file'],
      properties: {alternative: {type: 'string', maxLength: 200}, file: {type: 'string', format: 'binary'}},
    },
  })
  async set(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
  ): Promise<OwnListingResponse> {
    await this.sets.run(principal, query.listing_id ?? null, () => uploadOf(request));
    return this.answer(principal, query);
  }

  /** Other words for the picture that is there. */
  @Allow('listing:manage')
  @Put('mine/picture')
  async describe(
    @Current() principal: Principal,
    @Query() query: OwnListingQuery,
    @Body() body: PictureWordsRequest,
  ): Promise<OwnListingResponse> {
    await this.sets.describe(principal, query.listing_id ?? null, body.alternative);
    return this.answer(principal, query);
  }

  /** Takes the picture away; nothing of it is kept. */
  @Allow('listing:manage')
  @Delete('mine/picture')
  async remove(@Current() principal: Principal, @Query() query: OwnListingQuery): Promise<OwnListingResponse> {
    await this.sets.remove(principal, query.listing_id ?? null);
    return this.answer(principal, query);
  }

  /** A picture by the address that a listing names, for whoever may see the listing. It never changes. */
  @Public()
  @Get(':id/picture/:file')
  @ApiOkResponse({content: {'image/webp': {schema: {type: 'string', format: 'binary'}}}, description: 'The picture.'})
  async open(
    @Current() principal: Principal | null,
    @IdParam() id: string,
    @IdParam('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const {content, everybody} = await this.opens.run(principal, id, file);
    await sendPicture(reply, content, everybody);
  }

  private async answer(principal: Principal, query: OwnListingQuery): Promise<OwnListingResponse> {
    return ownListingAnswer(await this.reads.run(principal, query.listing_id ?? null));
  }
}
