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
      `SELECT r.id, p.id AS "personId", p.name, r.kind FROM representation r JOIN person p ON p.id = r.representative_id
       WHERE r.holder_id = $1 AND r.starts_on <= $2 AND (r.ends_on IS NULL OR r.ends_on >= $2) ORDER BY p.name, r.id`,
      [holderId, londonDay(this.clock.now())],
    );
  }
}
