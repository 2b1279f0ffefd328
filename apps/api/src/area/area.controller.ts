import {Controller, Delete, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {ReadArea, TakePlace, TakeResource, WaitForCourse} from '@app/directory';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {chargeAnswer, courseAnswer, resourceAnswer} from './area-answer.js';
import {AreaResponse} from './area.dto.js';

@ApiTags('members')
@ApiBearerAuth()
@Controller('api/v1/members-area')
export class MembersAreaController {
  constructor(
    private readonly area: ReadArea,
    private readonly places: TakePlace,
    private readonly takes: TakeResource,
    private readonly waits: WaitForCourse,
  ) {}

  /** What members of the register find: notices, guides, model policies, links, and courses with places. */
  @Allow('area:use')
  @Get()
  async show(@Current() principal: Principal): Promise<AreaResponse> {
    const {resources, courses, charges} = await this.area.forMember(principal);
    return {
      resources: resources.map(resourceAnswer),
      courses: courses.map(courseAnswer),
      charges: charges.map(chargeAnswer),
    };
  }

  /** Takes a place on a course, while there is one. What it costs is owed from then on. */
  @Allow('area:use')
  @Post('courses/:id/place')
  @HttpCode(200)
  async take(@Current() principal: Principal, @IdParam() id: string): Promise<AreaResponse> {
    await this.places.take(principal, id);
    return this.show(principal);
  }

  /** Waits for a place on a course that is full, in order; told when one is free, which is then kept for two days. */
  @Allow('area:use')
  @Post('courses/:id/waiting')
  @HttpCode(200)
  async wait(@Current() principal: Principal, @IdParam() id: string): Promise<AreaResponse> {
    await this.waits.join(principal, id);
    return this.show(principal);
  }

  /** Waits no more; a place that was kept for them goes to the next. */
  @Allow('area:use')
  @Delete('courses/:id/waiting')
  async leave(@Current() principal: Principal, @IdParam() id: string): Promise<AreaResponse> {
    await this.waits.leave(principal, id);
    return this.show(principal);
  }

  /** Gives the place up before the course begins. */
  @Allow('area:use')
  @Delete('courses/:id/place')
  async giveUp(@Current() principal: Principal, @IdParam() id: string): Promise<AreaResponse> {
    await this.places.giveUp(principal, id);
    return this.show(principal);
  }

  /** Takes a resource that is charged for: it opens at once, and its price of the day is owed. */
  @Allow('area:use')
  @Post('resources/:id/take')
  @HttpCode(200)
  async takeResource(@Current() principal: Principal, @IdParam() id: string): Promise<AreaResponse> {
    await this.takes.run(principal, id);
    return this.show(principal);
  }
}
