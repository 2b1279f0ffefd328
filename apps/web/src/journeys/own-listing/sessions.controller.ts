import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {ChangeSessions, ReadOffers} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {offerLines} from '../../presenters/offer-lines.js';
import {EditListing} from './edit-listing.js';
import {SESSION_BOXES, SessionsForm} from './offers.form.js';

const VIEW = 'journeys/own-listing/sessions';
const ALL = 500;

/** When and where a group meets: days are added week by week, and called off one by one. */
@Controller('listing/:id/offers/:offer/sessions')
export class SessionsController {
  constructor(
    private readonly edit: EditListing,
    private readonly reads: ReadOffers,
    private readonly changes: ChangeSessions,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @IdParam('offer') offerId: string) {
    return this.page(principal, id, offerId);
  }

  @Allow('listing:manage')
  @Post()
  async add(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('offer') offerId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id, offerId);
    const {form, errors, values} = readForm(SessionsForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    const {first: firstOn, from, to, place, times, places: capacity} = form;
    try {
      await this.changes.add(principal, id, offerId, {firstOn, from, to, place, times, capacity});
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, SESSION_BOXES);
    }
    return reply.redirect(`/listing/${id}/offers/${offerId}/sessions`, 303);
  }

  @Allow('listing:manage')
  @Post(':session/cancel')
  async cancel(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('offer') offerId: string,
    @IdParam('session') sessionId: string,
    @Res() reply: FastifyReply,
  ) {
    await this.changes.cancel(principal, id, offerId, sessionId);
    return reply.redirect(`/listing/${id}/offers/${offerId}/sessions`, 303);
  }

  private async page(principal: Principal, id: string, offerId: string) {
    const listing = await this.edit.read(principal, id);
    const {offers} = await this.reads.ofOwn(principal, id);
    const own = offers.filter((each) => each.id === offerId && each.kind === 'group');
    const [offer] = offerLines(own, londonDay(this.clock.now()), ALL);
    if (!offer) throw notFound('offer');
    return {listing, offer};
  }
}
