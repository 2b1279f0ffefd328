import {Controller, Get, Render} from '@nestjs/common';
import {Public} from '@app/platform';

/** Pages that say what this is and how it treats people. The same for everybody; their words are in the views. */
@Public()
@Controller()
export class InformationController {
  @Get('about')
  @Render('journeys/information/about')
  about() {
    return {};
  }

  @Get('help')
  @Render('journeys/information/help')
  help() {
    return {};
  }

  @Get('accessibility')
  @Render('journeys/information/accessibility')
  accessibility() {
    return {};
  }

  @Get('privacy')
  @Render('journeys/information/privacy')
  privacy() {
    return {};
  }

  @Get('cookies')
  @Render('journeys/information/cookies')
  cookies() {
    return {};
  }
}
