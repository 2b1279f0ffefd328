import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {PlaceAdvert, ReadOwnAdverts} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AdvertForm, advertOf, BOXES, inWords} from './advert.form.js';

const VIEW = 'journeys/adverts/write';

/** One advert of somebody's own: how far it is, who has answered, changing it and taking it down. */
@Controller('adverts')
export class OwnAdvertController {
  constructor(
    private readonly adverts: ReadOwnAdverts,
    private readonly place: PlaceAdvert,
    private readonly services: Services,
  ) {}

  @Allow('advert:place')
  @Get(':id')
  @Render('journeys/adverts/advert')
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('sent') sent: unknown) {
    const advert = await this.adverts.one(principal, id);
    const names = new Map((await this.services.list(principal.councilId)).map(({code, name}) => [code, name]));
    return {advert: inWords(advert, names), sent: sent !== undefined};
  }

  @Allow('advert:place')
  @Get(':id/change')
  @Render(VIEW)
  async change(@Current() principal: Principal, @IdParam() id: string) {
    const advert = await this.adverts.one(principal, id);
    const items = (await this.services.list(principal.councilId)).map(({code, name}) => ({value: code, text: name}));
    return {advert, action: `/adverts/${id}/change`, items};
  }

  @Allow('advert:place')
  @Post(':id/change')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.change(principal, id);
    const {form, errors, values} = readForm(AdvertForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.place.change(principal, id, advertOf(form));
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
    return reply.redirect(`/adverts/${id}?sent`, 303);
  }

  @Allow('advert:place')
  @Post(':id/close')
  async close(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.place.close(principal, id);
    return reply.redirect(`/adverts/${id}`, 303);
  }
}
