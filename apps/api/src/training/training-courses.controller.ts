import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AddCourse, EndCourse, TrainingCatalogue} from '@app/register';
import {wholeList} from '../lists.js';
import {CourseResponse, CoursesResponse, EndCourseRequest, NewCourseRequest} from './training-course.dto.js';

/** What the council takes as training. */
@ApiTags('schemes')
@ApiBearerAuth()
@Controller('api/v1/training-courses')
export class TrainingCoursesController {
  constructor(
    private readonly catalogue: TrainingCatalogue,
    private readonly adding: AddCourse,
    private readonly ending: EndCourse,
  ) {}

  /** The council's catalogue, what is taken today first. */
  @Allow('training:read')
  @Get()
  async list(@Current() principal: Principal): Promise<CoursesResponse> {
    return wholeList(await this.all(principal));
  }

  /** Takes a course into the catalogue. */
  @Allow('scheme:configure')
  @Post()
  async add(@Current() principal: Principal, @Body() body: NewCourseRequest): Promise<CourseResponse> {
    const id = await this.adding.run(principal, {
      title: body.title,
      provider: body.provider,
      topics: body.topics,
      validMonths: body.valid_months ?? null,
      startsOn: body.starts_on,
      source: body.source,
    });
    return this.one(principal, id);
  }

  /** Says that a course is taken up to a day and no longer. */
  @Allow('scheme:configure')
  @Post(':id/end')
  @HttpCode(200)
  async end(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: EndCourseRequest,
  ): Promise<CourseResponse> {
    await this.ending.run(principal, id, body.ends_on);
    return this.one(principal, id);
  }

  private async one(principal: Principal, id: string): Promise<CourseResponse> {
    return (await this.all(principal)).find((each) => each.id === id) as CourseResponse;
  }

  private async all(principal: Principal): Promise<CourseResponse[]> {
    return (await this.catalogue.list(principal)).map((each) => ({
      id: each.id,
      title: each.title,
      provider: each.provider,
      topics: each.topics,
      valid_months: each.validMonths,
      starts_on: each.startsOn,
      ends_on: each.endsOn,
      source: each.source,
      current: each.current,
    }));
  }
}
