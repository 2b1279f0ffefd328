import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, PeopleInBulk, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Members} from '../members/members.js';
import {LegalHold} from './retention.entity.js';
import {requireKeeper} from './require-keeper.js';
import {holdLifted} from './retention-errors.js';

export interface HoldView {
  id: string;
  member: {id: string; name: string};
  reason: string;
  startsOn: Day;
  endsOn: Day | null;
  placedBy: string;
  placedAt: Date;
  liftedBy: string | null;
}

const MOST_FOUND = 50;

/** Keeps everything of a member for a dispute or an inquiry, whatever the rules say, until it is lifted. */
@Injectable()
export class LegalHolds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly names: Names,
    private readonly people: PeopleInBulk,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN */
  async list(principal: Principal): Promise<HoldView[]> {
    requireKeeper(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<(Omit<HoldView, 'member'> & {memberId: string; subjectId: string})[]>(
        `SELECT h.id, h.member_id AS "memberId", coalesce(m.person_id, m.organisation_id) AS "subjectId", h.reason,
                h.starts_on AS "startsOn", h.ends_on AS "endsOn", h.placed_by AS "placedBy", h.placed_at AS "placedAt",
                h.lifted_by AS "liftedBy"
         FROM legal_hold h JOIN member m ON m.id = h.member_id
         ORDER BY h.ends_on IS NOT NULL, h.placed_at DESC, h.id`,
      );
      const names = await this.names.of(
        tx,
        rows.flatMap(({subjectId, placedBy, liftedBy}) => [subjectId, placedBy, ...(liftedBy ? [liftedBy] : [])]),
      );
      const name = (id: string) => names.get(id) ?? '';
      return rows.map(({memberId, subjectId, placedBy, liftedBy, ...hold}) => ({
        ...hold,
        member: {id: memberId, name: name(subjectId)},
        placedBy: name(placedBy),
        liftedBy: liftedBy && name(liftedBy),
      }));
    });
  }

  /** Members whose name has these words in it. @throws FORBIDDEN, VALIDATION_FAILED */
  async membersNamed(principal: Principal, name: string): Promise<{id: string; name: string}[]> {
    requireKeeper(principal);
    const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean);
    if (words.join('').length < 2) throw invalid({field: 'name', message: 'Enter at least 2 letters of the name.'});
    return this.uow.run(principal.councilId, async (tx) => {
      const found = new Map((await this.people.like(tx, words, MOST_FOUND)).map((each) => [each.id, each.name]));
      const members = await tx.query<{id: string; subjectId: string}[]>(
        `SELECT id, coalesce(person_id, organisation_id) AS "subjectId" FROM member
         WHERE person_id = ANY($1) OR organisation_id = ANY($1)`,
        [[...found.keys()]],
      );
      return members.map(({id, subjectId}) => ({id, name: found.get(subjectId) ?? ''}));
    });
  }

  /**
   * From today on. It waits for a removal that is under way, which may have taken what it would have kept.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED
   */
  async place(principal: Principal, memberId: string, reason: string): Promise<string> {
    requireKeeper(principal);
    if (!reason.trim()) throw invalid({field: 'reason', message: 'Enter the reason.'});
    return this.uow.run(principal.councilId, async (tx) => {
      if (!(await this.members.byId(tx, memberId))) throw notFound('member');
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`retention ${principal.councilId}`]);
      const [hold] = await tx.query<[{id: string}]>(
        `INSERT INTO legal_hold (council_id, member_id, reason, starts_on, placed_by)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [principal.councilId, memberId, reason.trim(), londonDay(this.clock.now()), principal.personId],
      );
      await this.audit.record(tx, {
        ...by(principal),
        action: 'retention.hold_placed',
        subject: {kind: 'member', id: memberId},
        after: {holdId: hold.id},
      });
      return hold.id;
    });
  }

  /** Today is its last day. @throws FORBIDDEN, NOT_FOUND, HOLD_LIFTED */
  async lift(principal: Principal, id: string): Promise<void> {
    requireKeeper(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const hold = await tx.findOne(LegalHold, {where: {id}, lock: {mode: 'pessimistic_write'}});
      if (!hold) throw notFound('hold');
      if (hold.endsOn) throw holdLifted();
      const endsOn = londonDay(this.clock.now());
      await tx.query(`UPDATE legal_hold SET ends_on = greatest($2::date, starts_on), lifted_by = $3 WHERE id = $1`, [
        ...[id, endsOn, principal.personId],
      ]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'retention.hold_lifted',
        subject: {kind: 'member', id: hold.memberId},
        after: {holdId: id, endsOn},
      });
    });
  }
}
