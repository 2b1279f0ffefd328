import {Controller, Get, Render} from '@nestjs/common';
import {Geography} from '@app/geography';
import {Current, type Principal} from '@app/identity';
import {RegulationRules} from '@app/listings';
import {Public} from '@app/platform';

/** Pages that say what this is and how it treats people. The same for everybody; their words are in the views. */
@Public()
@Controller()
export class InformationController {
  constructor(
    private readonly geography: Geography,
    private readonly regulation: RegulationRules,
  ) {}

  @Get('about')
  @Render('journeys/information/about')
  async about() {
    return {attribution: await this.geography.attribution()};
  }

  @Get('regulated-care')
  @Render('journeys/information/regulated-care')
  async regulatedCare(@Current() principal: Principal | null) {
    return {rules: await this.regulation.inForce(principal?.councilId ?? null)};
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

  @Get('safeguarding')
  @Render('journeys/information/safeguarding')
  safeguarding() {
    return {};
  }

  @Get('cookies')
  @Render('journeys/information/cookies')
  cookies() {
    return {};
  }
}
