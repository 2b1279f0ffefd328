import {Body, Controller, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AccountDesk, Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AccountChangeRequest} from './account.dto.js';

@ApiTags('signing in')
@ApiBearerAuth()
@Controller('api/v1/council/people/:id')
export class AccountsApiController {
  constructor(private readonly desk: AccountDesk) {}

  /** Signs somebody out everywhere, at once. */
  @Allow('sign_in:configure')
  @Post('sessions/end')
  @HttpCode(204)
  async end(@Current() principal: Principal, @IdParam() id: string, @Body() body: AccountChangeRequest): Promise<void> {
    await this.desk.endSessions(principal, id, body.why);
  }

  /** Takes every second step of somebody away who has lost them, and signs them out. They set up another. */
  @Allow('sign_in:configure')
  @Post('second-step/reset')
  @HttpCode(204)
  async reset(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AccountChangeRequest,
  ): Promise<void> {
    await this.desk.resetSecondSteps(principal, id, body.why);
  }
}
