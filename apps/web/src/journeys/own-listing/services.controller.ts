import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {ChangeDraft, Services, SetServices, type OwnListingView} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ListInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {EditListing, keepsBack} from './edit-listing.js';

const VIEW = 'journeys/own-listing/services';

class ServicesForm {
  @ListInput('What you help with')
  services: string[];
}

/** What somebody helps with. */
@Controller('listing/:id/services')
export class ServicesController {
  constructor(
    private readonly edit: EditListing,
    private readonly known: Services,
    private readonly sets: SetServices,
    private readonly drafts: ChangeDraft,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, await this.edit.begin(principal, id));
  }

  @Allow('listing:manage')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, await this.edit.begin(principal, id));
    const {form, errors, values} = readForm(ServicesForm, body);
    if (errors.length === 0 && form.services.length === 0) {
      errors.push({field: 'services', message: 'Choose at least one thing that you help with'});
    }
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      if (keepsBack(body)) await this.drafts.save(principal, id, {services: form.services});
      else await this.sets.run(principal, id, form.services);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return this.edit.done(reply, id);
  }

  private async page(principal: Principal, listing: OwnListingView) {
    const known = await this.known.list(principal.councilId);
    const items = known.map(({code, name, description}) => ({value: code, text: name, hint: {text: description}}));
    return {listing, items};
  }
}
