import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {RepresentationKind} from './powers.js';

export interface Relation {
  id: string;
  /** Who represents or cares for the person. */
  personId: string;
  name: string;
  kind: RepresentationKind;
}

/** Who stands in a relation to a holder today, whatever it lets them do. */
@Injectable()
export class Relations {
  constructor(private readonly clock: Clock) {}

  inForce(tx: Tx, holderId: string): Promise<Relation[]> {
    return tx.query<Relation[]>(
      `SELECT g.id, p.id AS "personId", p.name, g.kind FROM acting_grants($1, $2) g JOIN person p ON p.id = g.representative_id
       ORDER BY p.name, g.id`,
      [holderId, londonDay(this.clock.now())],
    );
  }
}
