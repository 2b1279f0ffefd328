import {Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {Allow, Current, type Principal} from '@app/identity';
import {SetPicture} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {EditListing} from './edit-listing.js';

const VIEW = 'journeys/own-listing/picture';

/** A picture, and what it shows in words. */
@Controller('listing/:id/picture')
export class OwnPictureController {
  constructor(
    private readonly edit: EditListing,
    private readonly sets: SetPicture,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return {listing: await this.edit.read(principal, id)};
  }

  @Allow('listing:manage')
  @Post()
  @RouteConfig(TAKES_FILE)
  async send(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Res() reply: FastifyReply,
  ) {
    let values: Record<string, string> = {};
    try {
      await this.sets.run(principal, id, async () => {
        const upload = await readUpload(request, reply);
        values = {alternative: upload.fields['alternative'] ?? ''};
        return upload;
      });
    } catch (error) {
      return showRefusal(reply, VIEW, {listing: await this.edit.read(principal, id), values}, error, {file: 'file'});
    }
    return this.edit.done(reply, id);
  }

  @Allow('listing:manage')
  @Post('remove')
  async remove(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.sets.remove(principal, id);
    return this.edit.done(reply, id);
  }
}
