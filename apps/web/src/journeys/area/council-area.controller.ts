import {Body, Controller, Get, Param, Post, Render, Req, Res} from '@nestjs/common';
import {RouteConfig} from '@nestjs/platform-fastify';
import {AreaCharges, KeepArea, PriceArea, ReadArea, ResourceFiles} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam, sendFile} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {readUpload} from '../../forms/upload.js';
import {TAKES_FILE} from '../../security/csrf.js';
import {RESOURCE_WORDS} from '../../words/area-words.js';
import {KINDS, PRICE_BOXES, PriceForm, ResourceForm} from './area.form.js';

const NEW = 'journeys/area/council-resource-new';
const ONE = 'journeys/area/council-resource';
const LIST = '/council/members-area';
const EMPTY = {...KINDS, it: {}};

/** What the coordinator keeps for members: notices, guides, model policies and links. */
@Controller('council/members-area')
export class CouncilAreaController {
  constructor(
    private readonly area: ReadArea,
    private readonly keep: KeepArea,
    private readonly prices: PriceArea,
    private readonly charges: AreaCharges,
    private readonly files: ResourceFiles,
  ) {}

  @Allow('area:manage')
  @Get()
  @Render('journeys/area/council-area')
  async show(@Current() principal: Principal) {
    const {resources, courses} = await this.area.forManager(principal);
    const {owingPence, toRepayPence} = await this.charges.list(principal);
    const unchecked = (files: {state: string}[]) => files.some(({state}) => state === 'quarantined');
    return {
      resources: resources.map((each) => ({
        ...each,
        kindWords: RESOURCE_WORDS[each.kind],
        waits: unchecked(each.files),
      })),
      ...{courses, owingPence, toRepayPence},
    };
  }

  @Allow('area:manage')
  @Get('resources/new')
  @Render(NEW)
  form() {
    return EMPTY;
  }

  @Allow('area:manage')
  @Post('resources')
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(ResourceForm, body);
    if (errors.length) return showAgain(reply, NEW, {...EMPTY, errors, values});
    try {
      const {kind, title, text, link, through_on: throughOn} = form;
      const id = await this.keep.add(principal, {kind, title, text: text ?? '', link, throughOn});
      return await reply.redirect(`${LIST}/resources/${id}`, 303);
    } catch (error) {
      return showRefusal(reply, NEW, {...EMPTY, values}, error, {through_on: 'through_on-day'});
    }
  }

  @Allow('area:manage')
  @Get('resources/:id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const it = await this.area.resource(principal, id);
    return {it, kindWords: RESOURCE_WORDS[it.kind]};
  }

  @Allow('area:manage')
  @Post('resources/:id/prices')
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
      await this.prices.run(principal, 'resource', id, {pricePence: form.price, startsOn: form.starts});
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error, PRICE_BOXES);
    }
    return reply.redirect(`${LIST}/resources/${id}`, 303);
  }

  @Allow('area:manage')
  @Post('resources/:id/remove')
  async remove(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.keep.remove(principal, id);
    return reply.redirect(LIST, 303);
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
      return showRefusal(reply, ONE, {...(await this.one(principal, id)), values: {}}, error, {file: 'file'});
    }
    return reply.redirect(`${LIST}/resources/${id}`, 303);
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
    return reply.redirect(`${LIST}/resources/${id}`, 303);
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
}
