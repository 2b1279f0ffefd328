import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {IsNull} from 'typeorm';
import {Members} from '../members/members.js';
import {alreadyTerminated, sanctionLifted} from '../register.errors.js';
import {othersMember} from '../suspension/suspend-member.js';
import {Sanction, type SanctionKind} from './sanction.entity.js';

export interface NewSanction {
  memberId: string;
  kind: SanctionKind;
  startsOn: Day;
  /** Not for a termination, which ends when it is lifted. */
  endsOn?: Day | null;
  /** Restricted; for the file. */
  reason: string;
}

/** Sanctions on members, in the caller's transaction. Audit and event are the use case's that calls. */
@Injectable()
export class Sanctions {
  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns its id
   * @throws NOT_FOUND, FOUR_EYES for oneself, VALIDATION_FAILED, ALREADY_TERMINATED
   */
  async add(tx: Tx, principal: Principal, sanction: NewSanction): Promise<string> {
    const {memberId, kind, startsOn, endsOn = null, reason} = sanction;
    await othersMember(tx, this.members, principal, memberId);
    if (endsOn && (kind === 'termination' || endsOn < startsOn)) {
      throw invalid({field: 'ends_on', message: 'Give a last day on or after the first, and none for a termination.'});
    }
    const [added] = await tx.query<{id: string}[]>(
      `INSERT INTO sanction (council_id, member_id, kind, starts_on, ends_on, reason, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (member_id) WHERE kind = 'termination' AND lifted_on IS NULL DO NOTHING RETURNING id`,
      [principal.councilId, memberId, kind, startsOn, endsOn, reason, principal.personId],
    );
    if (!added) throw alreadyTerminated();
    return added.id;
  }

  /**
   * Ends it from a day on, today or before, but not before it began; what has not begun yet is taken back.
   * Lifting a termination is the reinstatement: listed again if all that is asked holds.
   * @throws NOT_FOUND, FOUR_EYES for one's own, VALIDATION_FAILED, SANCTION_LIFTED
   */
  async lift(tx: Tx, principal: Principal, id: string, liftedOn: Day): Promise<Sanction> {
    const sanction = await tx.findOne(Sanction, {where: {id}, lock: {mode: 'pessimistic_write'}});
    if (!sanction) throw notFound('sanction');
    await othersMember(tx, this.members, principal, sanction.memberId);
    const today = londonDay(this.clock.now());
    const latest = sanction.startsOn > today ? sanction.startsOn : today;
    if (liftedOn < sanction.startsOn || liftedOn > latest) {
      throw invalid({field: 'lifted_on', message: `Give a day between ${sanction.startsOn} and ${latest}.`});
    }
    const {affected} = await tx.update(Sanction, {id, liftedOn: IsNull()}, {liftedOn, liftedBy: principal.personId});
    if (!affected) throw sanctionLifted();
    return {...sanction, liftedOn, liftedBy: principal.personId};
  }

  /** All of a member, without their reasons, the latest first. */
  of(tx: Tx, memberId: string): Promise<Sanction[]> {
    return tx.find(Sanction, {where: {memberId}, order: {startsOn: 'DESC', id: 'DESC'}});
  }

  /** The termination that holds now, if there is one. */
  termination(tx: Tx, memberId: string): Promise<Sanction | null> {
    return tx.findOneBy(Sanction, {memberId, kind: 'termination', liftedOn: IsNull()});
  }

  /** Why; whoever asks for it records that they did. */
  async reasonOf(tx: Tx, id: string): Promise<string | null> {
    const [row] = await tx.query<{reason: string}[]>(`SELECT reason FROM sanction WHERE id = $1`, [id]);
    return row?.reason ?? null;
  }
}
