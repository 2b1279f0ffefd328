import {Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {
  ACTORS,
  Allow,
  AREAS_OF,
  Current,
  EndRepresentation,
  grantOf,
  POWERS,
  ReadDoneForMe,
  ReadRepresentations,
  type Principal,
} from '@app/identity';
import {IdParam} from '@app/platform';
import {representationAnswer} from './representation-answer.js';
import {DoneForMeResponse, PowersResponse, RepresentationsResponse} from './representation.dto.js';

@ApiTags('acting for somebody')
@ApiBearerAuth()
@Controller('api/v1')
export class RepresentationsController {
  constructor(
    private readonly reads: ReadRepresentations,
    private readonly done: ReadDoneForMe,
    private readonly ends: EndRepresentation,
  ) {}

  /** Who may do what for somebody: role by action. */
  @Allow('session:use')
  @Get('powers')
  powers(): PowersResponse {
    const roles = (power: (typeof POWERS)[number]) =>
      Object.fromEntries(ACTORS.map((actor) => [actor, grantOf(actor, power)]));
    return {items: POWERS.map((power) => ({power, areas: [...AREAS_OF[power]], roles: roles(power)}))};
  }

  /** Who acts for the caller, and what each may do. */
  @Allow('session:use')
  @Get('representatives')
  async representatives(@Current() principal: Principal): Promise<RepresentationsResponse> {
    return {items: (await this.reads.aboutMe(principal)).map(representationAnswer)};
  }

  /** For whom the caller acts, and what they may do. */
  @Allow('session:use')
  @Get('represented')
  async represented(@Current() principal: Principal): Promise<RepresentationsResponse> {
    return {items: (await this.reads.mine(principal)).map(representationAnswer)};
  }

  /** What others did in the caller’s name. */
  @Allow('session:use')
  @Get('done-for-me')
  async doneForMe(@Current() principal: Principal): Promise<DoneForMeResponse> {
    const items = await this.done.run(principal);
    return {
      items: items.map(({at, by, action, subject, how}) => ({
        at: at.toISOString(),
        by,
        action,
        subject_kind: subject.kind,
        subject_id: subject.id,
        told_by: how,
      })),
    };
  }

  /** Ends what rests on the caller’s own choice, or gives up acting for somebody; at once. */
  @Allow('session:use')
  @Post('representations/:id/end')
  @HttpCode(204)
  async end(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    await this.ends.own(principal, id);
  }
}
