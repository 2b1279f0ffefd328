import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {KeepArea, PriceArea, ReadArea} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {londonInstant} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {CourseForm, PRICE_BOXES, PriceForm} from './area.form.js';

const NEW = 'journeys/area/council-course-new';
const ONE = 'journeys/area/council-course';
const PATH = '/council/members-area/courses';
const BOXES = {starts_at: 'day-day', ends_at: 'to', price_pence: 'price', title: 'course', text: 'about'};

/** Courses for members: offered with so many places, who has one, what it costs, called off. */
@Controller('council/members-area/courses')
export class CouncilCoursesController {
  constructor(
    private readonly area: ReadArea,
    private readonly keep: KeepArea,
    private readonly prices: PriceArea,
  ) {}

  @Allow('area:manage')
  @Get('new')
  @Render(NEW)
  form() {
    return {};
  }

  @Allow('area:manage')
  @Post()
  async offer(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CourseForm, body);
    if (errors.length) return showAgain(reply, NEW, {errors, values});
    try {
      const {course: title, about, place, day, from, to, places, price} = form;
      const id = await this.keep.offer(principal, {
        ...{title, text: about ?? '', place, pricePence: price ?? 0},
        ...{startsAt: londonInstant(day, from), endsAt: londonInstant(day, to)},
        places: /^\d{1,3}$/.test(places) ? Number(places) : 0,
      });
      return await reply.redirect(`${PATH}/${id}`, 303);
    } catch (error) {
      return showRefusal(reply, NEW, {values}, error, BOXES);
    }
  }

  @Allow('area:manage')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    return {course: await this.area.course(principal, id)};
  }

  @Allow('area:manage')
  @Post(':id/prices')
  async price(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const {form, errors, values} = readForm(PriceForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.prices.run(principal, 'course', id, {pricePence: form.price, startsOn: form.starts});
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error, PRICE_BOXES);
    }
    return reply.redirect(`${PATH}/${id}`, 303);
  }

  @Allow('area:manage')
  @Post(':id/cancel')
  async cancel(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.keep.cancel(principal, id);
    return reply.redirect(`${PATH}/${id}`, 303);
  }
}
