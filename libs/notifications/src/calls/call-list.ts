import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Need} from '../delivery/delivery.entity.js';
import {firstAllowed} from '../preferences/quiet-hours.js';
import {ReadReachable} from '../preferences/reachable.js';
import {requireStaff} from '../preferences/whose-contact.js';
import {CALL_OUTCOMES, type CallOutcome} from './call-attempt.entity.js';

/** After so many tries without reaching them somebody finds another way. */
export const MOST_CALLS = 3;
const UNTIL_NEXT_MS = 2 * 3_600_000;
const PER_PAGE = 50;

export interface WaitingCall {
  id: string;
  personId: string;
  name: string;
  phone: string;
  subject: string;
  /** What to say. */
  body: string;
  language: string;
  interpreter: string | null;
  needs: Need[];
  dueAt: Date;
  tries: {outcome: CallOutcome; calledAt: Date; by: string; note: string | null}[];
}

/** Whom to ring, with what to say, and what came of it. */
@Injectable()
export class CallList {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly reachable: ReadReachable,
    private readonly clock: Clock,
  ) {}

  /** Those who may be rung now, before those who want peace until later. @throws FORBIDDEN */
  list(principal: Principal): Promise<{now: WaitingCall[]; later: WaitingCall[]}> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const calls = await tx.query<WaitingCall[]>(`${CALLS} ORDER BY due_at, d.id LIMIT ${PER_PAGE}`);
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {...by(principal), action: 'calls.listed', subject, after: {shown: calls.length}});
      const now = this.clock.now();
      return {now: calls.filter((each) => each.dueAt <= now), later: calls.filter((each) => each.dueAt > now)};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<WaitingCall> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [call] = await tx.query<WaitingCall[]>(`${CALLS} AND d.id = $1`, [id]);
      if (!call) throw notFound('call');
      const subject = {kind: 'person', id: call.personId};
      await this.audit.record(tx, {...by(principal), action: 'calls.read', subject, after: {id}});
      return call;
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  record(principal: Principal, id: string, outcome: string, note: string | null): Promise<void> {
    requireStaff(principal);
    if (!CALL_OUTCOMES.includes(outcome as CallOutcome))
      throw invalid({field: 'outcome', message: 'Choose what came of it'});
    return this.uow.run(principal.councilId, async (tx) => {
      const [call] = await tx.query<{personId: string; state: string}[]>(
        `SELECT person_id AS "personId", state FROM delivery WHERE id = $1 AND channel = 'phone' FOR UPDATE`,
        [id],
      );
      if (!call) throw notFound('call');
      if (call.state !== 'waiting')
        throw new DomainError('conflict', 'CALL_DONE', 'Somebody has recorded this call already.');
      await tx.query(
        `INSERT INTO call_attempt (council_id, delivery_id, outcome, note, called_by) VALUES ($1, $2, $3, $4, $5)`,
        [principal.councilId, id, outcome, note, principal.personId],
      );
      if (outcome === 'reached') await tx.query(`UPDATE delivery SET state = 'delivered' WHERE id = $1`, [id]);
      else await this.again(tx, id, call.personId);
      const subject = {kind: 'person', id: call.personId};
      await this.audit.record(tx, {...by(principal), action: 'call.recorded', subject, after: {id, outcome}});
    });
  }

  private async again(tx: Tx, id: string, personId: string): Promise<void> {
    const quiet = (await this.reachable.of(tx, personId))?.quiet ?? null;
    const next = firstAllowed(new Date(this.clock.now().getTime() + UNTIL_NEXT_MS), quiet);
    await tx.query(
      `UPDATE delivery SET attempts = attempts + 1, due_at = $2,
              state = CASE WHEN attempts + 1 >= ${MOST_CALLS} THEN 'failed' ELSE state END,
              failure = CASE WHEN attempts + 1 >= ${MOST_CALLS} THEN 'not_reached' END
       WHERE id = $1`,
      [id, next],
    );
  }
}

const CALLS = `
  SELECT d.id, d.person_id AS "personId", to_name AS name, to_value AS phone, subject, body, d.language, c.interpreter, needs,
         due_at AS "dueAt", coalesce((
           SELECT json_agg(json_build_object('outcome', a.outcome, 'calledAt', a.called_at, 'by', p.name, 'note', a.note)
                           ORDER BY a.called_at)
           FROM call_attempt a JOIN person p ON p.id = a.called_by WHERE a.delivery_id = d.id), '[]') AS tries
  FROM delivery d LEFT JOIN contact_preference c ON c.person_id = d.person_id
  WHERE channel = 'phone' AND state = 'waiting'`;
