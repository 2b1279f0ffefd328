import {Body, Controller, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, type Principal} from '@app/identity';
import {TakeDownPicture} from '@app/listings';
import {IdParam} from '@app/platform';
import {TakeDownBody} from './listing-change.dto.js';

@ApiTags('accreditation')
@ApiBearerAuth()
@Controller('api/v1/listings/:id/picture')
export class TakenDownPicturesController {
  constructor(private readonly takes: TakeDownPicture) {}

  /** Takes the picture of a listing down, and nothing else of it. Its owner reads why, and may put another. */
  @Allow('application:gather')
  @Post('take-down')
  @HttpCode(204)
  takeDown(@Current() principal: Principal, @IdParam() id: string, @Body() body: TakeDownBody): Promise<void> {
    return this.takes.run(principal, id, body.file, body.reason);
  }
}
