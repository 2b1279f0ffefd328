import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {requireReach, type Principal} from '../access/principal.js';
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
    await this.lock(tx, principal);
    // A statement of its own: it sees what was committed while the lock was waited for.
    requireReach({name: actingFor.name, ...standing(...(await this.read(tx, principal)))}, power);
    return actingFor.personId;
  }

  private async lock(tx: Tx, {actingFor, personId, sessionId}: Principal): Promise<void> {
    if (actingFor?.contact) {
      await tx.query(`SELECT FROM behalf_contact WHERE session_id = $1 AND ended_at IS NULL FOR SHARE`, [sessionId]);
      await tx.query(`SELECT FROM representation WHERE holder_id = $1 FOR SHARE`, [actingFor.personId]);
    } else {
      await tx.query(`SELECT FROM representation WHERE representative_id = $1 AND holder_id = $2 FOR SHARE`, [
        personId,
        actingFor?.personId,
      ]);
    }
  }

  private async read(tx: Tx, {actingFor, personId, sessionId}: Principal): Promise<[ActingGrant[], BehalfGrant[]]> {
    const today = londonDay(this.clock.now());
    if (actingFor?.contact) {
      const behalf = await tx.query<(BehalfGrant & {person_id: string})[]>(`SELECT * FROM behalf_grants($1, $2)`, [
        sessionId,
        today,
      ]);
      return [[], behalf.filter((grant) => grant.person_id === actingFor.personId)];
    }
    const grants = await tx.query<ActingGrant[]>(`SELECT * FROM acting_grants($1, $2) WHERE representative_id = $3`, [
      actingFor?.personId,
      today,
      personId,
    ]);
    return [grants, []];
  }
}
