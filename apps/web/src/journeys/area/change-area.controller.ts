import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ChangeArea, ReadArea, type CourseWithPeople} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, inLondon, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {COURSE_BOXES, courseOf, CourseWordsForm, KINDS, ResourceForm} from './area.form.js';

const RESOURCE = 'journeys/area/council-resource-new';
const COURSE = 'journeys/area/council-course-new';
const PATH = '/council/members-area';

/** What the coordinator wrote for members, put right. */
@Controller('council/members-area')
export class ChangeAreaController {
  constructor(
    private readonly area: ReadArea,
    private readonly changes: ChangeArea,
    private readonly clock: Clock,
  ) {}

  @Allow('area:manage')
  @Get('resources/:id/change')
  @Render(RESOURCE)
  async resource(@Current() principal: Principal, @IdParam() id: string) {
    return {...KINDS, it: await this.area.resource(principal, id)};
  }

  @Allow('area:manage')
  @Post('resources/:id/change')
  async changeResource(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.resource(principal, id);
    const {form, errors, values} = readForm(ResourceForm, body);
    if (errors.length) return showAgain(reply, RESOURCE, {...page, errors, values});
    try {
      const {kind, title, text, link, through_on: throughOn} = form;
      await this.changes.resource(principal, id, {kind, title, text: text ?? '', link, throughOn});
    } catch (error) {
      return showRefusal(reply, RESOURCE, {...page, values}, error, {through_on: 'through_on-day'});
    }
    return reply.redirect(`${PATH}/resources/${id}`, 303);
  }

  @Allow('area:manage')
  @Get('courses/:id/change')
  @Render(COURSE)
  async course(@Current() principal: Principal, @IdParam() id: string) {
    return {it: this.typed(await this.area.course(principal, id))};
  }

  @Allow('area:manage')
  @Post('courses/:id/change')
  async changeCourse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.course(principal, id);
    const {form, errors, values} = readForm(CourseWordsForm, body);
    if (errors.length) return showAgain(reply, COURSE, {...page, errors, values});
    try {
      await this.changes.course(principal, id, courseOf(form));
    } catch (error) {
      return showRefusal(reply, COURSE, {...page, values}, error, COURSE_BOXES);
    }
    return reply.redirect(`${PATH}/courses/${id}`, 303);
  }

  /** As it stands in the boxes, before anything is changed; and how many places it needs at least. */
  private typed(course: CourseWithPeople) {
    const {startsAt, endsAt, people, queue} = course;
    const now = this.clock.now();
    return {
      ...course,
      ...{day: londonDay(startsAt), from: inBox(startsAt), to: inBox(endsAt)},
      needed: people.length + queue.filter(({keptUntil}) => keptUntil && keptUntil > now).length,
    };
  }
}

/** 09:30, which the box reads in every language. */
const inBox = (instant: Date) => inLondon(instant).toPlainTime().toString({smallestUnit: 'minute'});
