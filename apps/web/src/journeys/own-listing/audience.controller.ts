import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {AUDIENCES, type Audience, type OwnListingView} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AUDIENCE_WORDS} from '../../words/listing-words.js';
import {words} from '../../words/t.js';
import {EditListing} from './edit-listing.js';

const VIEW = 'journeys/own-listing/audience';

const HINTS: Record<Audience, string> = words({
  public: 'Anybody who looks on this website, signed in or not',
  budget: 'People whose council has given them a budget, and who acts for them, once they have signed in',
  advert: 'People with an advert that the council has looked at, for as long as it is open',
});

class AudienceForm {
  @ChoiceInput('Who can see your listing', AUDIENCES)
  audience: Audience;
}

/** Who a listing shows to. Whoever has agreed terms, booked or written goes on seeing it. */
@Controller('listing/:id/audience')
export class AudienceController {
  constructor(private readonly edit: EditListing) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return page(await this.edit.begin(principal, id));
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
    const {form, errors, values} = readForm(AudienceForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page(listing), errors, values});
    try {
      await this.edit.change(principal, listing, {audience: form.audience}, body);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page(listing), values}, error);
    }
    return this.edit.done(reply, id);
  }
}

function page(listing: OwnListingView) {
  return {
    listing,
    items: AUDIENCES.map((each) => ({value: each, text: AUDIENCE_WORDS[each], hint: {text: HINTS[each]}})),
  };
}
