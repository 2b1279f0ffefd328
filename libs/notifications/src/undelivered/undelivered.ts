import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Channel, Failure, Need} from '../delivery/delivery.entity.js';
import {CHOICES, type Choice} from '../preferences/choices.js';
import {pointFor, ReadReachable} from '../preferences/reachable.js';
import {requireStaff, WhoseContact} from '../preferences/whose-contact.js';

export interface Undelivered {
  id: string;
  personId: string | null;
  name: string;
  channel: Channel;
  /** Null for help that somebody needs. */
  failure: Failure | null;
  /** What the sending service said. */
  note: string | null;
  needs: Need[];
  language: string;
  subject: string;
  at: Date;
}

export interface UndeliveredOne extends Undelivered {
  body: string;
  to: string | null;
  /** Ways on which it could go now. */
  ways: Choice[];
}

/** What did not reach somebody, and the help that somebody needs to understand: the council’s list and each person’s. */
@Injectable()
export class ReadUndelivered {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly whose: WhoseContact,
    private readonly reachable: ReadReachable,
  ) {}

  /** The longest waiting first. @throws FORBIDDEN */
  list(principal: Principal, page: number, perPage: number): Promise<{items: Undelivered[]; total: number}> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<(Undelivered & {total: number})[]>(
        `SELECT ${COLUMNS}, count(*) OVER ()::int AS total FROM delivery WHERE ${OPEN}
         ORDER BY changed_at, id LIMIT $1 OFFSET $2`,
        [perPage, (page - 1) * perPage],
      );
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {
        ...by(principal),
        action: 'undelivered.listed',
        subject,
        after: {shown: rows.length},
      });
      return {items: rows.map(({total: _, ...each}) => each), total: rows[0]?.total ?? 0};
    });
  }

  /** One person’s, for themselves, who acts for them, and staff. @throws FORBIDDEN, NOT_FOUND */
  ofPerson(principal: Principal, personId: string): Promise<Undelivered[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.whose.require(tx, principal, personId);
      return tx.query<Undelivered[]>(
        `SELECT ${COLUMNS} FROM delivery WHERE ${OPEN} AND person_id = $1 ORDER BY changed_at DESC, id LIMIT 50`,
        [personId],
      );
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<UndeliveredOne> {
    requireStaff(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await openOne(tx, id);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'undelivered.read',
        subject: {kind: 'notice', id: found.noticeId},
      });
      const person = found.personId && !found.secret ? await this.reachable.of(tx, found.personId) : null;
      const works = (channel: Choice) => person && pointFor(person, channel)?.failed === false;
      return {...found, ways: CHOICES.filter(works)};
    });
  }
}

/** @throws NOT_FOUND for what is settled too */
export async function openOne(
  tx: Tx,
  id: string,
  lock = '',
): Promise<UndeliveredOne & {noticeId: string; secret: boolean}> {
  const [found] = await tx.query<(UndeliveredOne & {noticeId: string; secret: boolean})[]>(
    `SELECT ${COLUMNS}, body, to_value AS to, notice_id AS "noticeId", secret FROM delivery WHERE ${OPEN} AND id = $1 ${lock}`,
    [id],
  );
  if (!found) throw notFound('message');
  return found;
}

const OPEN = `(state = 'failed' OR channel = 'help' AND state = 'waiting')`;
const COLUMNS = `id, person_id AS "personId", to_name AS name, channel, failure, note, needs, language, subject, changed_at AS at`;
