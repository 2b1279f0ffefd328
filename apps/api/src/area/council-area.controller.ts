import {Body, Controller, Delete, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AreaCharges, ChangeArea, KeepArea, PriceArea, ReadArea} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {chargeAnswer, courseAnswer, ownChargeAnswer, resourceAnswer} from './area-answer.js';
import {
  AddedResponse,
  AddResourceRequest,
  ChangeCourseRequest,
  CouncilAreaResponse,
  CouncilChargesResponse,
  CouncilCourseResponse,
  OfferCourseRequest,
  PaidRequest,
  RepaidRequest,
  SetPriceRequest,
} from './council-area.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@Controller('api/v1/council/members-area')
export class CouncilMembersAreaController {
  constructor(
    private readonly area: ReadArea,
    private readonly keep: KeepArea,
    private readonly changes: ChangeArea,
    private readonly prices: PriceArea,
    private readonly charges: AreaCharges,
  ) {}

  /** What members find, with what was called off. */
  @Allow('area:manage')
  @Get()
  async show(@Current() principal: Principal): Promise<CouncilAreaResponse> {
    const {resources, courses} = await this.area.forManager(principal);
    return {resources: resources.map(resourceAnswer), courses: courses.map(courseAnswer)};
  }

  /** Adds a notice, a guide, a model policy or a link. */
  @Allow('area:manage')
  @Post('resources')
  async add(@Current() principal: Principal, @Body() body: AddResourceRequest): Promise<AddedResponse> {
    const {kind, title, text = '', link = null, through_on: throughOn = null} = body;
    return {id: await this.keep.add(principal, {kind, title, text, link, throughOn})};
  }

  /** Puts it right: all of it is given anew. */
  @Allow('area:manage')
  @Put('resources/:id')
  @HttpCode(204)
  change(@Current() principal: Principal, @IdParam() id: string, @Body() body: AddResourceRequest): Promise<void> {
    const {kind, title, text = '', link = null, through_on: throughOn = null} = body;
    return this.changes.resource(principal, id, {kind, title, text, link, throughOn});
  }

  /** Takes it away. */
  @Allow('area:manage')
  @Delete('resources/:id')
  @HttpCode(204)
  remove(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.keep.remove(principal, id);
  }

  /** What a resource costs from a day on. */
  @Allow('area:manage')
  @Post('resources/:id/prices')
  @HttpCode(204)
  priceResource(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {price_pence: pricePence, starts_on: startsOn}: SetPriceRequest,
  ): Promise<void> {
    return this.prices.run(principal, 'resource', id, {pricePence, startsOn});
  }

  /** Offers a course. */
  @Allow('area:manage')
  @Post('courses')
  async offer(@Current() principal: Principal, @Body() body: OfferCourseRequest): Promise<AddedResponse> {
    const {title, text = '', place, starts_at, ends_at, places, price_pence: pricePence = 0} = body;
    const times = {startsAt: new Date(starts_at), endsAt: new Date(ends_at)};
    return {id: await this.keep.offer(principal, {title, text, place, ...times, places, pricePence})};
  }

  /** Puts a course right, all but its price: whoever has a place is told when it moves, and who waits of new places. */
  @Allow('area:manage')
  @Put('courses/:id')
  async changeCourse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ChangeCourseRequest,
  ): Promise<CouncilCourseResponse> {
    const {title, text = '', place, starts_at, ends_at, places} = body;
    const times = {startsAt: new Date(starts_at), endsAt: new Date(ends_at)};
    await this.changes.course(principal, id, {title, text, place, ...times, places});
    return this.course(principal, id);
  }

  /** A course, with who has a place and what they owe, and who waits. */
  @Allow('area:manage')
  @Get('courses/:id')
  async course(@Current() principal: Principal, @IdParam() id: string): Promise<CouncilCourseResponse> {
    const course = await this.area.course(principal, id);
    const queue = course.queue.map(({id: each, name, askedAt, keptUntil}) => ({
      ...{id: each, name, asked_at: askedAt.toISOString(), kept_until: keptUntil?.toISOString() ?? null},
    }));
    const people = course.people.map(({placeId, name, takenAt, charge}) => ({
      ...{id: placeId, name, taken_at: takenAt.toISOString(), charge: ownChargeAnswer(charge)},
    }));
    return {...courseAnswer(course), people, queue};
  }

  /** What a course costs whoever takes a place from a day on. */
  @Allow('area:manage')
  @Post('courses/:id/prices')
  @HttpCode(204)
  priceCourse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {price_pence: pricePence, starts_on: startsOn}: SetPriceRequest,
  ): Promise<void> {
    return this.prices.run(principal, 'course', id, {pricePence, startsOn});
  }

  /** Calls a course off: whoever has a place or waits is told, and nothing is owed. */
  @Allow('area:manage')
  @Post('courses/:id/cancel')
  @HttpCode(200)
  async cancel(@Current() principal: Principal, @IdParam() id: string): Promise<CouncilCourseResponse> {
    await this.keep.cancel(principal, id);
    return this.course(principal, id);
  }

  /** What members owe, and what is to be paid back. */
  @Allow('area:manage')
  @Get('charges')
  async owed(@Current() principal: Principal): Promise<CouncilChargesResponse> {
    const {items, owingPence, toRepayPence} = await this.charges.list(principal);
    return {
      items: items.map((each) => ({...chargeAnswer(each), name: each.name})),
      ...{owing_pence: owingPence, to_repay_pence: toRepayPence},
    };
  }

  /** The council has the money: no payment passes here. */
  @Allow('area:manage')
  @Post('charges/:id/paid')
  @HttpCode(204)
  paid(@Current() principal: Principal, @IdParam() id: string, @Body() body: PaidRequest): Promise<void> {
    return this.charges.paid(principal, id, body.paid_on ?? null);
  }

  /** The council has paid it back. */
  @Allow('area:manage')
  @Post('charges/:id/repaid')
  @HttpCode(204)
  repaid(@Current() principal: Principal, @IdParam() id: string, @Body() body: RepaidRequest): Promise<void> {
    return this.charges.repaid(principal, id, body.repaid_on ?? null);
  }
}
