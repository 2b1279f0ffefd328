import {Controller, Delete, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {LiftSuspension, SuspendMember} from '@app/register';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/members/:id/suspension')
export class SuspensionsController {
  constructor(
    private readonly suspension: SuspendMember,
    private readonly lifting: LiftSuspension,
  ) {}

  /** Takes the listing down from now on. Outside it says no more than "not currently listed". */
  @Allow('member:suspend')
  @Post()
  @HttpCode(204)
  suspend(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.suspension.run(principal, id);
  }

  /** Ends the suspension: listed again today if the evidence still holds. */
  @Allow('member:suspend')
  @Delete()
  @HttpCode(204)
  lift(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.lifting.run(principal, id);
  }
}
