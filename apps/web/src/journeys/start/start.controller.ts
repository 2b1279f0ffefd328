import {Controller, Get, Render} from '@nestjs/common';

@Controller()
export class StartController {
  @Get()
  @Render('journeys/start/start')
  show() {
    return {};
  }
}
