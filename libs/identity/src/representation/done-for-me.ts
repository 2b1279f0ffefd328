import {Injectable} from '@nestjs/common';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import type {ContactWay} from '../behalf/behalf-contact.entity.js';

/** Something that somebody did for the caller. */
export interface DoneForMe {
  at: Date;
  by: string;
  action: string;
  subject: {kind: string; id: string};
  /** How staff were told to; null when whoever did it represents the caller. */
  how: ContactWay | null;
}

/** What others did in somebody's name, for that person alone to read. */
@Injectable()
export class ReadDoneForMe {
  constructor(private readonly uow: UnitOfWork) {}

  /** The last hundred, the newest first. */
  run(principal: Principal): Promise<DoneForMe[]> {
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<DoneForMe[]>(
        `SELECT e.at, p.name AS by, e.action, json_build_object('kind', e.subject_kind, 'id', e.subject_id) AS subject,
                e.after ->> 'told_by' AS how
         FROM audit_entry e JOIN person p ON p.id = e.actor_id
         WHERE e.for_id = $1 AND e.actor_id <> $1 ORDER BY e.id DESC LIMIT 100`,
        [principal.personId],
      ),
    );
  }
}
