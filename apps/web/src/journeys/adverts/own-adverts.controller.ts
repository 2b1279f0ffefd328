import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {PlaceAdvert, ReadOwnAdverts} from '@app/conversations';
import {Allow, Current, holderFor, mayFor, type Principal} from '@app/identity';
import {addDays, Clock, londonDay} from '@app/kernel';
import {Services} from '@app/listings';
import {ReadPlans} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AdvertForm, advertOf, BOXES} from './advert.form.js';

const VIEW = 'journeys/adverts/write';
const USUAL_DAYS = 28;

/** Somebody's adverts, and a new one. */
@Controller('adverts')
export class OwnAdvertsController {
  constructor(
    private readonly adverts: ReadOwnAdverts,
    private readonly place: PlaceAdvert,
    private readonly services: Services,
    private readonly plans: ReadPlans,
    private readonly clock: Clock,
  ) {}

  @Allow('advert:place')
  @Get()
  @Render('journeys/adverts/adverts')
  async list(@Current() principal: Principal) {
    return {adverts: await this.adverts.list(principal)};
  }

  @Allow('advert:place')
  @Get('new')
  @Render(VIEW)
  async start(@Current() principal: Principal, @Query() query: Record<string, unknown> = {}) {
    holderFor(principal, 'reach_out');
    const closesOn = addDays(londonDay(this.clock.now()), USUAL_DAYS);
    const items = await this.items(principal);
    // As it comes along from a support plan.
    const services = items.map(({value}) => value).filter((value) => value === query.service);
    const hoursPerWeek = typeof query.hours === 'string' && /^\d{1,3}$/.test(query.hours) ? query.hours : '';
    const text = await this.outcomes(principal);
    return {advert: {closesOn, services, hoursPerWeek, text}, fromPlan: text !== '', action: '/adverts/new', items};
  }

  @Allow('advert:place')
  @Post('new')
  async send(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.start(principal);
    const {form, errors, values} = readForm(AdvertForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const id = await this.place.place(principal, advertOf(form));
      return reply.redirect(`/adverts/${id}?sent`, 303);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error, BOXES);
    }
  }

  /** What they want from their support, as their plan says it, to begin with: they change it before anybody sees it. */
  private async outcomes(principal: Principal): Promise<string> {
    if (!principal.permissions.has('plan:read') || !mayFor(principal, 'see_plan')) return '';
    const [plan] = (await this.plans.mine(principal)).filter(({state}) => state === 'accepted');
    if (!plan) return '';
    const {content} = await this.plans.one(principal, plan.id);
    return content.outcomes.map(({text}) => `- ${text}`).join('\n');
  }

  private async items({councilId}: Principal) {
    return (await this.services.list(councilId)).map(({code, name}) => ({value: code, text: name}));
  }
}
