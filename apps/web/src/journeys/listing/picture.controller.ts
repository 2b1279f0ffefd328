import {Controller, Get, Res} from '@nestjs/common';
import {Current, type Principal} from '@app/identity';
import {OpenPicture} from '@app/listings';
import {IdParam, Public, sendPicture} from '@app/platform';
import type {FastifyReply} from 'fastify';

/** The picture of a listing, for whoever may see the listing. */
@Controller('listings/:id/picture')
export class PictureController {
  constructor(private readonly opens: OpenPicture) {}

  @Public()
  @Get(':file')
  async show(
    @Current() principal: Principal | null,
    @IdParam() id: string,
    @IdParam('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    const {content, everybody} = await this.opens.run(principal, id, file);
    return sendPicture(reply, content, everybody);
  }
}
