import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {ChangeOffers, OFFER_KINDS, ReadOffers, type Offer} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {offerLines} from '../../presenters/offer-lines.js';
import {OFFER_KIND_WORDS} from '../../words/listing-words.js';
import {EditListing} from './edit-listing.js';
import {OFFER_BOXES, OfferForm, offerOf} from './offers.form.js';

const LIST = 'journeys/own-listing/offers';
const FORM = 'journeys/own-listing/offer';

/** What somebody offers beside their hours: a list, and a page to add one or change it. */
@Controller('listing/:id/offers')
export class OffersController {
  constructor(
    private readonly edit: EditListing,
    private readonly reads: ReadOffers,
    private readonly changes: ChangeOffers,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(LIST)
  async list(@Current() principal: Principal, @IdParam() id: string) {
    const {offers} = await this.reads.ofOwn(principal, id);
    return {listing: await this.edit.read(principal, id), offers: offerLines(offers, this.today())};
  }

  @Allow('listing:manage')
  @Get('new')
  @Render(FORM)
  async begin(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id, null);
  }

  @Allow('listing:manage')
  @Post('new')
  async add(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id, null);
    const {form, errors, values} = readForm(OfferForm, body);
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    try {
      const offerId = await this.changes.add(principal, id, form.kind, offerOf(form, form.kind, this.today()));
      const next = form.kind === 'group' ? `/listing/${id}/offers/${offerId}/sessions` : `/listing/${id}/offers`;
      return await reply.redirect(next, 303);
    } catch (error) {
      return showRefusal(reply, FORM, {...page, values}, error, OFFER_BOXES);
    }
  }

  @Allow('listing:manage')
  @Get(':offer')
  @Render(FORM)
  async show(@Current() principal: Principal, @IdParam() id: string, @IdParam('offer') offerId: string) {
    return this.page(principal, id, offerId);
  }

  @Allow('listing:manage')
  @Post(':offer')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('offer') offerId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, offerId);
    const kind = (page.offer as Offer).kind;
    const {form, errors, values} = readForm(OfferForm, {...(body as object), kind});
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    try {
      await this.changes.change(principal, id, offerId, offerOf(form, kind, this.today()));
    } catch (error) {
      return showRefusal(reply, FORM, {...page, values}, error, OFFER_BOXES);
    }
    return reply.redirect(`/listing/${id}/offers`, 303);
  }

  @Allow('listing:manage')
  @Post(':offer/end')
  async end(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('offer') offerId: string,
    @Res() reply: FastifyReply,
  ) {
    await this.changes.end(principal, id, offerId);
    return reply.redirect(`/listing/${id}/offers`, 303);
  }

  private async page(principal: Principal, id: string, offerId: string | null) {
    const listing = await this.edit.read(principal, id);
    const {offers} = await this.reads.ofOwn(principal, id);
    const offer = offerId === null ? null : offers.find((each) => each.id === offerId);
    if (offer === undefined) throw notFound('offer');
    const today = this.today();
    const price = offer?.prices.find(({startsOn}) => startsOn <= today) ?? offer?.prices[0];
    return {
      listing,
      offer,
      price: price ? (price.pricePence / 100).toFixed(2) : '',
      kindWords: offer && OFFER_KIND_WORDS[offer.kind],
      kinds: OFFER_KINDS.map((kind) => ({value: kind, text: OFFER_KIND_WORDS[kind]})),
    };
  }

  private today(): string {
    return londonDay(this.clock.now());
  }
}
