import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ModerateAdverts} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {inWords} from './advert.form.js';

const ONE = 'journeys/adverts/council-advert';

class RefuseForm {
  @TextInput('What they could change', {max: 500})
  reason: string;
}

/** Adverts for the council to look at before they show. */
@Controller('council/adverts')
export class CouncilAdvertsController {
  constructor(
    private readonly adverts: ModerateAdverts,
    private readonly services: Services,
  ) {}

  @Allow('advert:moderate')
  @Get()
  @Render('journeys/adverts/council-adverts')
  async list(@Current() principal: Principal) {
    return {adverts: await this.adverts.list(principal)};
  }

  @Allow('advert:moderate')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const names = new Map((await this.services.list(principal.councilId)).map(({code, name}) => [code, name]));
    return {advert: inWords(await this.adverts.one(principal, id), names)};
  }

  @Allow('advert:moderate')
  @Post(':id/approve')
  async approve(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.one(principal, id);
    try {
      await this.adverts.approve(principal, id);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values: {}}, error);
    }
    return reply.redirect('/council/adverts', 303);
  }

  @Allow('advert:moderate')
  @Post(':id/refuse')
  async refuse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const {form, errors, values} = readForm(RefuseForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.adverts.refuse(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
    return reply.redirect('/council/adverts', 303);
  }
}
