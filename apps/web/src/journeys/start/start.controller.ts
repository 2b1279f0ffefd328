import {Controller, Get, Render} from '@nestjs/common';
import {Public} from '@app/platform';

@Public()
@Controller()
export class StartController {
  @Get()
  @Render('journeys/start/start')
  show() {
    return {};
  }
}
