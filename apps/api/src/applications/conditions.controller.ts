import {Body, Controller, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {MeetCondition} from '@app/register';
import {MetRequest} from './decision.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/conditions')
export class ConditionsController {
  constructor(private readonly meeting: MeetCondition) {}

  /** Records that a condition of an approval is met; never by the member themselves. */
  @Allow('application:gather')
  @Post(':id/met')
  @HttpCode(204)
  async met(@Current() principal: Principal, @IdParam() id: string, @Body() body: MetRequest): Promise<void> {
    await this.meeting.run(principal, id, body.met_on);
  }
}
