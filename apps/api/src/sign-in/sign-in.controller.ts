import {Controller, Get, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Councils, Current, Providers, ReadProviders, type Principal, type ShownProvider} from '@app/identity';
import {notFound} from '@app/kernel';
import {Environment, Public} from '@app/platform';
import {SignInWaysQuery, type IssuerResponse, IssuersResponse, SignInWaysResponse} from './sign-in.dto.js';

@ApiTags('sessions')
@Controller('api/v1')
export class SignInWaysController {
  constructor(
    private readonly councils: Councils,
    private readonly providers: Providers,
    private readonly reads: ReadProviders,
    private readonly environment: Environment,
  ) {}

  /** How people can sign in to a council's pages, for another front end that leads to them. */
  @Public()
  @Get('sign-in-ways')
  async ways(@Query() {council: code}: SignInWaysQuery): Promise<SignInWaysResponse> {
    const council = code ? await this.councils.byCode(code) : await this.councils.home();
    if (!council) throw notFound('council');
    const {publicUrl} = this.environment;
    const offered = await this.providers.offered(council.id);
    return {
      items: offered.map((each) => ({...each, start: `${publicUrl}/sign-in/with/${each.id}`})),
      pages: {
        password: `${publicUrl}/sign-in`,
        link: `${publicUrl}/sign-in/email`,
        forgotten: `${publicUrl}/sign-in/forgotten`,
        open_account: `${publicUrl}/open-account`,
      },
    };
  }

  /** The OpenID Connect issuers that the council trusts, and what their claims stand for. No key or secret. */
  @ApiBearerAuth()
  @Allow('sign_in:configure')
  @Get('council/issuers')
  async issuers(@Current() principal: Principal): Promise<IssuersResponse> {
    return {items: (await this.reads.run(principal)).map(issuerAnswer)};
  }
}

function issuerAnswer(provider: ShownProvider): IssuerResponse {
  const {id, code, audience, label, issuer, tenant, proof, offered} = provider;
  return {
    ...{id, code, audience, label, issuer, tenant, proof, offered},
    client_id: provider.clientId,
    secret: `SIGN_IN_SECRET_${provider.secretName}`,
    secret_is_set: provider.hasSecret,
    starts_on: provider.startsOn,
    ends_on: provider.endsOn,
    role_claim: provider.roleClaim,
    roles: provider.roleClaims.map(({value, role}) => ({value, role})),
  };
}
