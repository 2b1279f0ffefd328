import {Injectable} from '@nestjs/common';
import {by, type Principal} from '@app/identity';
import {addDays, Clock, startOfDay, type Day} from '@app/kernel';
import {Outbox, type Tx} from '@app/platform';
import {In} from 'typeorm';
import {Visit} from '../visit/visit.entity.js';
import {Resplit} from './resplit.js';
import type {AbsenceRule} from './shared.entity.js';
import {sharedWith} from './sharers.js';

/** A sharing that somebody is in, and who they are in it. */
export interface Place {
  sharedId: string;
  memberId: string;
  absence: AbsenceRule;
}

/** One of those who share is in hospital or away: the visits take place, and the rule for absence holds for each. */
@Injectable()
export class MemberAway {
  constructor(
    private readonly resplit: Resplit,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The sharings that somebody is in, with their bookings: first of all locks. */
  async lock(tx: Tx, personId: string): Promise<Place[]> {
    const places = await tx.query<Place[]>(
      `SELECT s.id AS "sharedId", m.id AS "memberId", s.absence
       FROM shared_support s JOIN shared_member m ON m.shared_id = s.id
       WHERE s.id IN (${sharedWith('$1')}) AND m.person_id = $1 AND m.state IN ('agreed', 'leaving') AND s.state = 'booked'
       ORDER BY s.id FOR NO KEY UPDATE OF s`,
      [personId],
    );
    for (const {sharedId} of places) await this.resplit.lock(tx, sharedId);
    return places;
  }

  /** @returns from how many visits they are away by this pause */
  async begin(
    tx: Tx,
    principal: Principal,
    places: readonly Place[],
    pauseId: string,
    {fromDay, untilDay}: {fromDay: Day; untilDay: Day | null},
  ): Promise<number> {
    const until = untilDay && startOfDay(addDays(untilDay, 1));
    let count = 0;
    for (const place of places) {
      const noted = await tx.query<{id: string}[]>(NOTE, [
        ...[principal.councilId, place.sharedId, place.memberId, principal.personId, pauseId],
        ...[this.clock.now(), startOfDay(fromDay), until],
      ]);
      await this.settle(tx, principal, place, noted, 'shared.away');
      count += noted.length;
    }
    return count;
  }

  /** They are there again from then on. @returns at how many visits */
  async end(tx: Tx, principal: Principal, places: readonly Place[], pauseId: string, from: Date): Promise<number> {
    let count = 0;
    for (const place of places) {
      const again = await tx.query<{id: string}[]>(FORGET, [pauseId, place.memberId, from]);
      await this.settle(tx, principal, place, again, 'shared.back');
      count += again.length;
    }
    return count;
  }

  private async settle(
    tx: Tx,
    principal: Principal,
    {memberId, absence}: Place,
    visits: readonly {id: string}[],
    topic: 'shared.away' | 'shared.back',
  ): Promise<void> {
    if (visits.length === 0) return;
    if (absence === 'others_share') {
      const ids = visits.map(({id}) => id);
      const found = await tx.find(Visit, {where: {id: In(ids)}, order: {startsAt: 'ASC', id: 'ASC'}});
      await this.resplit.whereItFits(tx, by(principal), found);
    }
    await this.outbox.publish(tx, principal.councilId, topic, memberId);
  }
}

const NOTE = `
  INSERT INTO shared_absence (visit_id, member_id, council_id, noted_by, pause_id)
  SELECT v.id, $3, $1, $4, $5 FROM visit v JOIN booking b ON b.id = v.booking_id
  WHERE b.shared_id = $2 AND v.state IN ('requested', 'accepted') AND v.starts_at > $6 AND v.starts_at >= $7
    AND ($8::timestamptz IS NULL OR v.starts_at < $8)
    AND NOT EXISTS (SELECT FROM shared_absence a WHERE a.visit_id = v.id AND a.member_id = $3)
  RETURNING visit_id AS id`;

const FORGET = `
  WITH gone AS (
    DELETE FROM shared_absence a USING visit v
    WHERE v.id = a.visit_id AND a.pause_id = $1 AND a.member_id = $2 AND v.starts_at >= $3
      AND v.state IN ('requested', 'accepted') RETURNING v.id)
  SELECT id FROM gone`;
