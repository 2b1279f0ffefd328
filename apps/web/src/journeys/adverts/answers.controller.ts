import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {AnswerAdvert, OpenAdverts} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {inWords} from './advert.form.js';

const ONE = 'journeys/adverts/open-advert';

class AnswerForm {
  @TextInput('Your answer', {max: 4_000})
  text: string;

  @TextInput('Which listing answers', {max: 40, optional: true})
  listing_id: string | null;
}

/** Adverts as PAs and providers see them, and their answer. */
@Controller('work/adverts')
export class AdvertAnswersController {
  constructor(
    private readonly adverts: OpenAdverts,
    private readonly answering: AnswerAdvert,
    private readonly services: Services,
  ) {}

  @Allow('advert:answer')
  @Get()
  @Render('journeys/adverts/open-adverts')
  async list(@Current() principal: Principal) {
    const names = await this.names(principal);
    return {adverts: (await this.adverts.list(principal)).map((advert) => inWords(advert, names))};
  }

  @Allow('advert:answer')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const advert = inWords(await this.adverts.one(principal, id), await this.names(principal));
    const answering = advert.listings.filter(({mayAnswer}) => mayAnswer);
    return {advert, items: answering.map((each) => ({value: each.id, text: each.name}))};
  }

  @Allow('advert:answer')
  @Post(':id')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const {form, errors, values} = readForm(AnswerForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      const conversation = await this.answering.run(principal, id, form.listing_id, form.text);
      return reply.redirect(`/conversations/${conversation}?sent`, 303);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
  }

  private async names({councilId}: Principal): Promise<Map<string, string>> {
    return new Map((await this.services.list(councilId)).map(({code, name}) => [code, name]));
  }
}
