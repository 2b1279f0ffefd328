import {Body, Controller, Get, Param, Post, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {KeepArea, ReadArea, RESOURCE_KINDS, ResourceFiles} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {londonInstant, notFound} from '@app/kernel';
import {IdParam, sendFile} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {RESOURCE_WORDS} from '../../words/area-words.js';
import {CourseForm, ResourceForm} from './area.form.js';

const VIEW = 'journeys/area/council-area';
const COURSE = 'journeys/area/council-course';
const BOXES = {through_on: 'through_on-day', starts_at: 'day-day', ends_at: 'to', price_pence: 'price'};

/** What the coordinator keeps for members. */
@Controller('council/members-area')
export class CouncilAreaController {
  constructor(
    private readonly area: ReadArea,
    private readonly keep: KeepArea,
    private readonly files: ResourceFiles,
  ) {}

  @Allow('area:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal) {
    const {resources, courses} = await this.area.forManager(principal);
    return {
      resources: resources.map((each) => ({...each, kindWords: RESOURCE_WORDS[each.kind]})),
      courses,
      kinds: RESOURCE_KINDS.map((value) => ({value, text: RESOURCE_WORDS[value]})),
    };
  }

  @Allow('area:manage')
  @Post('resources')
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(ResourceForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.show(principal)), errors, values});
    try {
      const {kind, title, text, link, through_on: throughOn} = form;
      await this.keep.add(principal, {kind, title, text: text ?? '', link, throughOn});
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.show(principal)), values}, error, BOXES);
    }
    return reply.redirect('/council/members-area', 303);
  }

  @Allow('area:manage')
  @Post('resources/:id/remove')
  async remove(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.keep.remove(principal, id);
    return reply.redirect('/council/members-area', 303);
  }

  @Allow('area:manage')
  @Post('resources/:id/files')
  @RouteConfig(TAKES_FILE)
  async addFile(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Res() reply: FastifyReply,
  ) {
    try {
      await this.files.add(principal, id, () => readUpload(request, reply));
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.show(principal)), values: {}}, error, {file: `file-${id}`});
    }
    return reply.redirect('/council/members-area', 303);
  }

  @Allow('area:manage')
  @Post('resources/:id/files/:file/release')
  async release(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    if (!isUUID(file)) throw notFound('file');
    await this.files.release(principal, id, file);
    return reply.redirect('/council/members-area', 303);
  }

  @Allow('area:manage')
  @Get('resources/:id/files/:file')
  async file(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ) {
    if (!isUUID(file)) throw notFound('file');
    return sendFile(reply, await this.files.open(principal, id, file));
  }

  @Allow('area:manage')
  @Post('courses')
  async offer(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(CourseForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...(await this.show(principal)), errors, values});
    try {
      const {course: title, about, place, day, from, to, places, price} = form;
      await this.keep.offer(principal, {
        ...{title, text: about ?? '', place, pricePence: price ?? 0},
        ...{startsAt: londonInstant(day, from), endsAt: londonInstant(day, to)},
        places: /^\d{1,3}$/.test(places) ? Number(places) : 0,
      });
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.show(principal)), values}, error, {
        ...BOXES,
        title: 'course',
        text: 'about',
      });
    }
    return reply.redirect('/council/members-area', 303);
  }

  @Allow('area:manage')
  @Get('courses/:id')
  @Render(COURSE)
  async course(@Current() principal: Principal, @IdParam() id: string) {
    return {course: await this.area.course(principal, id)};
  }

  @Allow('area:manage')
  @Post('courses/:id/cancel')
  async cancel(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.keep.cancel(principal, id);
    return reply.redirect(`/council/members-area/courses/${id}`, 303);
  }

  @Allow('area:manage')
  @Post('courses/:id/places/:place/paid')
  async paid(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Param('place') place: string,
    @Res() reply: FastifyReply,
  ) {
    if (!isUUID(place)) throw notFound('place');
    await this.keep.paid(principal, id, place);
    return reply.redirect(`/council/members-area/courses/${id}`, 303);
  }
}
