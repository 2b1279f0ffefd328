import {Injectable} from '@nestjs/common';
import {Clock, forbidden, londonDay} from '@app/kernel';
import {prepared, UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import type {Role} from '../access/roles.js';

/** Whoever may see the original of a document for the council. */
const SEE_ORIGINALS: readonly Role[] = ['officer', 'approver'];

/** The council's own people who work on applications. */
@Injectable()
export class ReadStaff {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Those whose role is in force today, by name.
   * @throws FORBIDDEN
   */
  async run(principal: Principal): Promise<{id: string; name: string}[]> {
    if (!principal.permissions.has('application:queue')) throw forbidden('You do not have permission to do this.');
    return this.uow.run(principal.councilId, (tx) => this.inForce(tx));
  }

  /** The same within a transaction, for whoever has seen to it that they may be named. */
  inForce(tx: Tx): Promise<{id: string; name: string}[]> {
    return prepared<{id: string; name: string}[]>(
      tx,
      `SELECT DISTINCT p.id, p.name FROM person p JOIN role_grant r ON r.person_id = p.id
       WHERE r.role = ANY($1) AND r.starts_on <= $2 AND (r.ends_on IS NULL OR r.ends_on >= $2) ORDER BY p.name, p.id`,
      [SEE_ORIGINALS, londonDay(this.clock.now())],
    );
  }
}
