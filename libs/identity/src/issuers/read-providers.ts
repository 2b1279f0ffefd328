import {Injectable} from '@nestjs/common';
import {Clock, forbidden, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {IdentityProvider, RoleClaim} from './identity-provider.entity.js';
import {Issuers} from './issuers.js';

export type ShownProvider = IdentityProvider & {
  /** Whether its key or secret is in the environment; what it is, nobody sees. */
  hasSecret: boolean;
  offered: boolean;
  roleClaims: Pick<RoleClaim, 'value' | 'role'>[];
};

/** The issuers that a council trusts and what their claims stand for, for its administrator. */
@Injectable()
export class ReadProviders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly issuers: Issuers,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN */
  run(principal: Principal): Promise<ShownProvider[]> {
    if (!principal.permissions.has('sign_in:configure')) throw forbidden('You do not have permission to do this.');
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const providers = await tx.find(IdentityProvider, {order: {audience: 'ASC', createdAt: 'ASC'}});
      const claims = await tx.find(RoleClaim, {order: {value: 'ASC', role: 'ASC'}});
      return providers.map((provider) => ({
        ...provider,
        hasSecret: this.issuers.hasSecret(provider),
        offered: provider.startsOn <= today && (provider.endsOn === null || provider.endsOn >= today),
        roleClaims: claims.filter(({providerId}) => providerId === provider.id),
      }));
    });
  }
}
