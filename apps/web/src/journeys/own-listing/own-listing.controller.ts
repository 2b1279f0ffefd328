import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, OwnInvitations, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {
  ChangeDraft,
  ConfirmListing,
  CreateListing,
  PublishListing,
  ReadOffers,
  ReadOwnListing,
  ReadOwnListings,
  RestListing,
  Services,
  type OwnListingView,
} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {besideRates, offerLines} from '../../presenters/offer-lines.js';
import {showRefusal} from '../../forms/show-again.js';
import {MEMBER_ROLE_WORDS} from '../../words/team-words.js';
import {draftParts, ownListingPage} from './own-listing.presenter.js';

const VIEW = 'journeys/own-listing/own-listing';

/** A PA's or provider's own listing: how it stands, what others see, and showing it or not. */
@Controller('listing')
export class OwnListingController {
  constructor(
    private readonly all: ReadOwnListings,
    private readonly one: ReadOwnListing,
    private readonly services: Services,
    private readonly creates: CreateListing,
    private readonly publishes: PublishListing,
    private readonly rests: RestListing,
    private readonly confirms: ConfirmListing,
    private readonly offered: ReadOffers,
    private readonly drafts: ChangeDraft,
    private readonly invitations: OwnInvitations,
    private readonly clock: Clock,
  ) {}

  /** The only listing at once; a choice for those who have several or none. */
  @Allow('listing:manage')
  @Get()
  async show(@Current() principal: Principal, @Res() reply: FastifyReply) {
    const {listings, toStart} = await this.all.run(principal);
    const only = toStart.length === 0 && listings.length === 1 ? listings[0] : undefined;
    if (!only) {
      return reply.view('journeys/own-listing/choose', {listings, toStart, ...(await this.belonging(principal))});
    }
    return reply.view(VIEW, await this.page(principal, await this.one.run(principal, only.id)));
  }

  @Allow('listing:manage')
  @Post()
  async start(@Current() principal: Principal, @Body() body: {member?: string}, @Res() reply: FastifyReply) {
    const {toStart} = await this.all.run(principal);
    const member = toStart.find((each) => each.memberId === body.member);
    if (!member) throw notFound('membership');
    const id = await this.creates.run(principal, {memberId: member.memberId, name: null});
    return reply.redirect(`/listing/${id}?done=started`, 303);
  }

  @Allow('listing:manage')
  @Get(':id')
  @Render(VIEW)
  async showOne(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return this.page(principal, await this.one.run(principal, id), done);
  }

  @Allow('listing:manage')
  @Post(':id/publish')
  publish(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.move(principal, id, reply, 'published', () => this.publishes.run(principal, id));
  }

  @Allow('listing:manage')
  @Post(':id/rest')
  rest(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.move(principal, id, reply, 'resting', () => this.rests.run(principal, id));
  }

  @Allow('listing:manage')
  @Post(':id/confirm')
  confirm(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.move(principal, id, reply, 'confirmed', () => this.confirms.run(principal, id));
  }

  @Allow('listing:manage')
  @Post(':id/draft/publish')
  publishDraft(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.move(principal, id, reply, 'saved', () => this.drafts.publish(principal, id));
  }

  @Allow('listing:manage')
  @Post(':id/draft/discard')
  discardDraft(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.move(principal, id, reply, 'discarded', () => this.drafts.discard(principal, id));
  }

  private async move(
    principal: Principal,
    id: string,
    reply: FastifyReply,
    done: string,
    act: () => Promise<void>,
  ): Promise<FastifyReply> {
    try {
      await act();
    } catch (error) {
      const page = await this.page(principal, await this.one.run(principal, id));
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect(`/listing/${id}?done=${done}`, 303);
  }

  private async belonging(principal: Principal) {
    const [invitations, teams] = await Promise.all([
      this.invitations.list(principal),
      this.invitations.teams(principal),
    ]);
    return {invitations, teams, roleWords: MEMBER_ROLE_WORDS};
  }

  private async page(principal: Principal, listing: OwnListingView, done: unknown = null) {
    const services = await this.services.list(principal.councilId);
    const today = londonDay(this.clock.now());
    const more = await this.offered.ofOwn(principal, listing.id);
    return {
      ...ownListingPage(listing, services, today, done),
      offers: offerLines(more.offers, today),
      draft: draftParts(await this.drafts.read(principal, listing.id)),
      beside: besideRates(more, today),
      ...(await this.belonging(principal)),
    };
  }
}
