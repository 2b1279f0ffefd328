import {Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ReadArea, TakePlace, type CourseView, type ResourceView} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AreaCourseResponse, AreaResourceResponse, AreaResponse} from './area.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@Controller('api/v1/members-area')
export class MembersAreaController {
  constructor(
    private readonly area: ReadArea,
    private readonly places: TakePlace,
  ) {}

  /** What members of the register find: notices, guides, model policies, links, and courses with places. */
  @Allow('area:use')
  @Get()
  async show(@Current() principal: Principal): Promise<AreaResponse> {
    const {resources, courses} = await this.area.forMember(principal);
    return {resources: resources.map(resourceOf), courses: courses.map(courseOf)};
  }

  /** Takes a place on a course, while there is one. */
  @Allow('area:use')
  @Post('courses/:id/place')
  @HttpCode(200)
  async take(@Current() principal: Principal, @IdParam() id: string): Promise<AreaResponse> {
    await this.places.take(principal, id);
    return this.show(principal);
  }

  /** Gives the place up before the course begins. */
  @Allow('area:use')
  @Delete('courses/:id/place')
  async giveUp(@Current() principal: Principal, @IdParam() id: string): Promise<AreaResponse> {
    await this.places.giveUp(principal, id);
    return this.show(principal);
  }
}

function resourceOf({id, kind, title, text, link, writtenAt, files}: ResourceView): AreaResourceResponse {
  const named = files.map(({id: fileId, name}) => ({id: fileId, name}));
  return {id, kind, title, text, link, written_at: writtenAt.toISOString(), files: named};
}

function courseOf({
  id,
  title,
  text,
  place,
  startsAt,
  endsAt,
  places,
  left,
  pricePence,
  mine,
}: CourseView): AreaCourseResponse {
  return {
    ...{id, title, text, place, places, left, price_pence: pricePence},
    ...{starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString()},
    ...{has_place: mine !== null, paid_on: mine?.paidOn ?? null},
  };
}
