import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {KeepArea, PriceArea, ReadArea} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {COURSE_BOXES, CourseForm, courseOf, PRICE_BOXES, PriceForm} from './area.form.js';

const NEW = 'journeys/area/council-course-new';
const ONE = 'journeys/area/council-course';
const PATH = '/council/members-area/courses';

/** Courses for members: offered with so many places, who has one, what it costs, called off. */
@Controller('council/members-area/courses')
export class CouncilCoursesController {
  constructor(
    private readonly area: ReadArea,
    private readonly keep: KeepArea,
    private readonly prices: PriceArea,
    private readonly clock: Clock,
  ) {}

  @Allow('area:manage')
  @Get('new')
  @Render(NEW)
  form() {
    return {it: {}};
  }

  @Allow('area:manage')
  @Post()
  async offer(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CourseForm, body);
    if (errors.length) return showAgain(reply, NEW, {it: {}, errors, values});
    try {
      const id = await this.keep.offer(principal, {...courseOf(form), pricePence: form.price ?? 0});
      return await reply.redirect(`${PATH}/${id}`, 303);
    } catch (error) {
      return showRefusal(reply, NEW, {it: {}, values}, error, COURSE_BOXES);
    }
  }

  @Allow('area:manage')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const course = await this.area.course(principal, id);
    return {course, open: !course.cancelled && course.startsAt > this.clock.now()};
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
