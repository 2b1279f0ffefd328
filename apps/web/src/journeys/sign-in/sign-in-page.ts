import {Injectable} from '@nestjs/common';
import {Councils, Providers, type Council} from '@app/identity';
import {notFound} from '@app/kernel';

/** What the page for signing in offers, whatever brought somebody to it. */
@Injectable()
export class SignInPage {
  constructor(
    private readonly councils: Councils,
    private readonly providers: Providers,
  ) {}

  /** Whose page it is: the council that the address names, or the installation's first. @throws NOT_FOUND */
  async council(code: unknown = null): Promise<Council> {
    const council = typeof code === 'string' ? await this.councils.byCode(code) : await this.councils.home();
    if (!council) throw notFound('council');
    return council;
  }

  async show(next: string, council: Council | null = null) {
    const {id} = council ?? (await this.council());
    const offered = await this.providers.offered(id);
    return {
      next,
      forPublic: offered.filter(({audience}) => audience === 'public'),
      forStaff: offered.filter(({audience}) => audience === 'staff'),
    };
  }
}
