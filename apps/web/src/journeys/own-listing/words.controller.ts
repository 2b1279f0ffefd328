import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {LONGEST} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {EditListing} from './edit-listing.js';

const VIEW = 'journeys/own-listing/words';

class WordsForm {
  @TextInput('Name', {max: LONGEST.name})
  name: string;

  @TextInput('What you say in short', {max: LONGEST.summary})
  summary: string;

  @TextInput('What you say about yourself', {max: LONGEST.about, optional: true})
  about: string | null;
}

/** Name, a line or two, and as much more as somebody likes. */
@Controller('listing/:id/words')
export class WordsController {
  constructor(private readonly edit: EditListing) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return {listing: await this.edit.begin(principal, id)};
  }

  @Allow('listing:manage')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const listing = await this.edit.begin(principal, id);
    const {form, errors, values} = readForm(WordsForm, body);
    if (errors.length) return showAgain(reply, VIEW, {errors, values, listing});
    try {
      await this.edit.change(principal, listing, {...form, about: form.about ?? ''}, body);
    } catch (error) {
      return showRefusal(reply, VIEW, {values, listing}, error);
    }
    return this.edit.done(reply, id);
  }
}
