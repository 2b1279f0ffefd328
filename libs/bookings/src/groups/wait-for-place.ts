import {Injectable, type OnModuleInit} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {Clock, DomainError, notFound} from '@app/kernel';
import {Offers} from '@app/listings';
import {JobRunner, Outbox, UnitOfWork} from '@app/platform';
import {DataSource} from 'typeorm';
import {sessionClosed} from './book-place.js';
import {placesFor} from './places.js';

export interface SessionPlaces {
  id: string;
  left: number;
  waiting: number;
  /** Whether the caller, or whom they act for, waits. */
  waits: boolean;
}

/** Whoever finds a session full waits in order; when a place is free the first is told, and has it for a day. */
@Injectable()
export class WaitForPlace implements OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly offers: Offers,
    private readonly jobs: JobRunner,
    private readonly dataSource: DataSource,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register({task: 'groups.offer_places', cron: '*/10 * * * *', run: () => this.offer()});
  }

  /** @throws NOT_FOUND, SESSION_CLOSED, PLACES_LEFT while nobody has to wait */
  join(principal: Principal, sessionId: string): Promise<void> {
    holderFor(principal, 'book');
    return this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'book');
      const session = await this.offers.lockSession(tx, sessionId);
      if (!session) throw notFound('session');
      if (!session.open || session.startsAt <= this.clock.now()) throw sessionClosed();
      const {left} = await placesFor(tx, session, holderId, this.clock.now());
      if (left > 0) throw new DomainError('refused', 'PLACES_LEFT', 'There are places left, so you need not wait.');
      await tx.query(
        `INSERT INTO group_waiting (council_id, session_id, holder_id, asked_by, asked_how, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [
          ...[principal.councilId, sessionId, holderId, principal.personId],
          ...[principal.actingFor?.contact?.how ?? null, this.clock.now()],
        ],
      );
      const subject = {kind: 'offer_session', id: sessionId};
      await this.audit.record(tx, {...by(principal), action: 'place.waited_for', subject});
    });
  }

  /** They wait no more. @throws NOT_FOUND */
  async leave(principal: Principal, sessionId: string): Promise<void> {
    holderFor(principal, 'book');
    await this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'book');
      if (!(await this.offers.lockSession(tx, sessionId))) throw notFound('session');
      await tx.query(
        `UPDATE group_waiting SET left_at = $3 WHERE session_id = $1 AND holder_id = $2 AND left_at IS NULL`,
        [sessionId, holderId, this.clock.now()],
      );
    });
  }

  /** What is left of these sessions, for somebody. */
  places(principal: Principal, sessions: readonly {id: string; capacity: number}[]): Promise<SessionPlaces[]> {
    const holderId = principal.actingFor?.personId ?? principal.personId;
    return this.uow.run(principal.councilId, async (tx) => {
      const found: SessionPlaces[] = [];
      for (const session of sessions) {
        found.push({id: session.id, ...(await placesFor(tx, session, holderId, this.clock.now()))});
      }
      return found;
    });
  }

  /** In the worker: those for whom there is a place now are told of it. */
  async offer(): Promise<void> {
    const now = this.clock.now();
    const sql = `SELECT council_id, id FROM waiting_for_places($1)`;
    const due = await this.dataSource.query<{council_id: string; id: string}[]>(sql, [now]);
    for (const {council_id: councilId, id} of due) {
      await this.uow.run(councilId, async (tx) => {
        const [, changed] = await tx.query<[unknown, number]>(
          `UPDATE group_waiting SET offered_at = $2 WHERE id = $1 AND offered_at IS NULL AND left_at IS NULL`,
          [id, now],
        );
        if (changed) await this.outbox.publish(tx, councilId, 'place.offered', id);
      });
    }
  }
}
