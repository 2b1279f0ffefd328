import {Controller, Get, Render} from '@nestjs/common';
import {Allow, Current, ReadProviders, type Principal} from '@app/identity';
import {Environment} from '@app/platform';

/** Whom the council trusts to say who somebody is, and what their claims stand for. Changed by command only. */
@Controller('council/issuers')
export class IssuersController {
  constructor(
    private readonly providers: ReadProviders,
    private readonly environment: Environment,
  ) {}

  @Allow('sign_in:configure')
  @Get()
  @Render('journeys/issuers/issuers')
  async show(@Current() principal: Principal) {
    const providers = await this.providers.run(principal);
    return {
      providers: providers.map((each) => ({
        ...each,
        returnAddress: `${this.environment.publicUrl}/sign-in/with/${each.id}/return`,
      })),
    };
  }
}
