import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {requireReach, type ActingFor, type Principal} from '../access/principal.js';
import {standing, type BehalfGrant} from '../access/to-principal.js';
import type {Power} from './powers.js';
import type {ActingGrant} from './reach.js';

/**
 * Whether somebody may still act for somebody, asked inside the transaction of the act. What it rests on stays locked
 * to the end of it: an end that came first is seen, one that comes later waits.
 */
@Injectable()
export class MayAct {
  constructor(private readonly clock: Clock) {}

  /**
   * @returns whom it is for: oneself, or the person acted for
   * @throws FORBIDDEN, REPRESENTATION_ENDED
   */
  async require(tx: Tx, principal: Principal, power: Power): Promise<string> {
    const {actingFor, personId} = principal;
    if (!actingFor) return personId;
    requireReach({name: actingFor.name, ...standing(...(await this.held(tx, principal, actingFor)))}, power);
    return actingFor.personId;
  }

  /** Locked for sharing to the end of the transaction, and read after that. */
  private async held(
    tx: Tx,
    {personId, sessionId}: Principal,
    {personId: holderId, contact}: ActingFor,
  ): Promise<[ActingGrant[], BehalfGrant[]]> {
    const today = londonDay(this.clock.now());
    if (contact) {
      const values = [sessionId, holderId, today];
      return [[], await tx.query<BehalfGrant[]>(`SELECT * FROM behalf_grants_held($1, $2, $3)`, values)];
    }
    const values = [personId, holderId, today];
    return [await tx.query<ActingGrant[]>(`SELECT * FROM acting_grants_held($1, $2, $3)`, values), []];
  }
}
