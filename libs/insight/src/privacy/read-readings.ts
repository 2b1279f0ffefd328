import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {forbidden} from '@app/kernel';
import {UnitOfWork} from '@app/platform';

export interface Reading {
  at: Date;
  actor: {id: string; name: string} | null;
  /** For whom they acted. */
  forName: string | null;
  action: string;
  subject: {kind: string; id: string | null};
}

/** What auditors look through. Of a concern they learn that one was read, and not which. */
@Injectable()
export class ReadReadings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly audit: AuditTrail,
  ) {}

  /** Who read which sensitive record, the latest first. That somebody looked here is on record too. @throws FORBIDDEN */
  run(
    principal: Principal,
    page: number,
    perPage: number,
    actorId: string | null = null,
  ): Promise<{items: Reading[]; total: number}> {
    if (!principal.permissions.has('audit:read')) throw forbidden('You do not have permission to do this.');
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<Row[]>(
        `SELECT at, actor_id AS "actorId", for_id AS "forId", action, subject_kind AS kind, subject_id AS id,
                count(*) OVER ()::integer AS total
         FROM audit_entry
         WHERE action ~ '\\.(read|viewed|listed|looked_at|reason_read|counted|copied)$' AND ($1::uuid IS NULL OR actor_id = $1)
         ORDER BY id DESC LIMIT $2 OFFSET $3`,
        [actorId, perPage, (page - 1) * perPage],
      );
      const people = rows.flatMap(({actorId: actor, forId}) => [actor ?? [], forId ?? []].flat());
      const names = await this.names.of(tx, people);
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {...by(principal), action: 'readings.looked_at', subject});
      return {
        total: rows[0]?.total ?? 0,
        items: rows.map(({at, actorId: actor, forId, action, kind, id}) => ({
          ...{at, action},
          actor: actor && {id: actor, name: names.get(actor) ?? ''},
          forName: forId && (names.get(forId) ?? ''),
          subject: {kind, id: kind === 'concern' ? null : id},
        })) as Reading[],
      };
    });
  }
}

interface Row {
  at: Date;
  actorId: string | null;
  forId: string | null;
  action: string;
  kind: string;
  id: string;
  total: number;
}
