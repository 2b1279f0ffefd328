import {Injectable} from '@nestjs/common';
import {Clock, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {IdentityProvider, type Audience} from './identity-provider.entity.js';

/** A button on the page for signing in. */
export interface OfferedProvider {
  id: string;
  audience: Audience;
  label: string;
}

const IN_FORCE = `starts_on <= $1 AND (ends_on IS NULL OR ends_on >= $1)`;

/** The issuers that councils trust today. */
@Injectable()
export class Providers {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What a council offers, the public's first. */
  offered(councilId: string): Promise<OfferedProvider[]> {
    return this.uow.run(councilId, (tx) =>
      tx.query<OfferedProvider[]>(
        `SELECT id, audience, label FROM identity_provider WHERE ${IN_FORCE} ORDER BY audience, created_at, id`,
        [this.today()],
      ),
    );
  }

  /** @throws NOT_FOUND also when it is no longer offered */
  async one(tx: Tx, id: string): Promise<IdentityProvider> {
    const [found] = await tx.query<unknown[]>(`SELECT FROM identity_provider WHERE id = $2 AND ${IN_FORCE}`, [
      this.today(),
      id,
    ]);
    if (!found) throw notFound('way to sign in');
    return tx.findOneByOrFail(IdentityProvider, {id});
  }

  /** Whose provider, or whose sign-in under way, has this id. @throws NOT_FOUND */
  async councilOf(id: string): Promise<string> {
    const [row] = await this.dataSource.query<{council: string | null}[]>(`SELECT council_of_sign_in($1) AS council`, [
      id,
    ]);
    if (!row?.council) throw notFound('way to sign in');
    return row.council;
  }

  private today(): string {
    return londonDay(this.clock.now());
  }
}
