import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {MemberKind, SchemeKind} from './requirement-kinds.js';

export interface SchemeInForce {
  id: string;
  name: string;
  kind: SchemeKind;
  /** Who may apply under it today. */
  memberKinds: MemberKind[];
}

/** What a council calls its registers. */
@Injectable()
export class ReadSchemes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Those under which somebody can apply today, by name. */
  inForce(principal: Principal): Promise<SchemeInForce[]> {
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<SchemeInForce[]>(
        `SELECT s.id, s.name, s.kind, array_agg(DISTINCT v.member_kind) AS "memberKinds"
         FROM scheme s JOIN scheme_version v ON v.scheme_id = s.id
         WHERE v.starts_on <= $1 GROUP BY s.id ORDER BY s.name, s.id`,
        [londonDay(this.clock.now())],
      ),
    );
  }
}
