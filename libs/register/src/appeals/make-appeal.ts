import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import type {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import {alreadyAppealed, appealTooLate} from '../register.errors.js';
import {TARGET_COLUMNS, appealTargets} from './appeal-ways.js';
import {Appeal, type Appealable, type AppealChannel} from './appeal.entity.js';
import {memberOfSubject} from './appeal-subject.js';

/** Told with the appeal's id. */
export const APPEAL_RECEIVED = 'appeal.received';

export interface NewAppeal {
  against: Appealable;
  /** The application that was declined, the condition, or the member who is suspended or no longer on the register. */
  subjectId: string;
  /** In their own words. */
  grounds: string;
  /** How it came, when an officer writes it down; with the day. */
  channel?: Exclude<AppealChannel, 'online'> | undefined;
  receivedOn?: Day | undefined;
}

/** An appeal, by the member themselves, or written down by an officer from a letter or a call. */
@Injectable()
export class MakeAppeal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns its id
   * @throws NOT_FOUND, VALIDATION_FAILED, APPEAL_TOO_LATE with the last day, ALREADY_APPEALED
   */
  async run(principal: Principal, wanted: NewAppeal): Promise<string> {
    try {
      return await this.uow.run(principal.councilId, (tx) => this.make(tx, principal, wanted));
    } catch (error) {
      if (/^appeal_\w+_id_key$/.test(databaseError(error)?.constraint ?? '')) throw alreadyAppealed();
      throw error;
    }
  }

  private async make(tx: Tx, principal: Principal, wanted: NewAppeal): Promise<string> {
    const {against, subjectId, grounds} = wanted;
    const member = await memberOfSubject(tx, against, subjectId);
    if (!member) throw notFound('decision');
    const own = await this.members.isOf(tx, principal.personId, member);
    if (!own && !principal.permissions.has('application:gather')) throw notFound('decision');
    const {channel, receivedOn} = this.received(wanted, own);
    if (!grounds.trim() || grounds.length > 4_000) {
      throw invalid({field: 'grounds', message: 'Say why in 4,000 characters or fewer.'});
    }
    const target = (await appealTargets(tx, member.id)).find(
      (each) => each.against === against && each.subjectId === subjectId,
    );
    if (!target) throw await this.whyNot(tx, member, wanted);
    if (receivedOn < target.since) {
      throw invalid({field: 'received_on', message: 'They cannot have appealed before it was decided.'});
    }
    if (receivedOn > target.lastDay) throw appealTooLate(target.lastDay);
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO appeal (council_id, member_id, against, ${COLUMNS[against]}, grounds, channel, received_on, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
      [
        principal.councilId,
        member.id,
        against,
        target.targetId,
        grounds.trim(),
        channel,
        receivedOn,
        principal.personId,
      ],
    );
    const {id} = row as {id: string};
    await this.audit.record(tx, {
      ...by(principal),
      action: 'appeal.received',
      subject: {kind: 'member', id: member.id},
      after: {appealId: id, against, targetId: target.targetId, channel, receivedOn},
    });
    await this.outbox.publish(tx, principal.councilId, APPEAL_RECEIVED, id);
    return id;
  }

  private received({channel, receivedOn}: NewAppeal, own: boolean): {channel: AppealChannel; receivedOn: Day} {
    const today = londonDay(this.clock.now());
    if (own) return {channel: 'online', receivedOn: today};
    if (!channel) throw invalid({field: 'channel', message: 'Say how the appeal came: letter, phone or meeting.'});
    if (receivedOn && receivedOn > today) {
      throw invalid({field: 'received_on', message: 'The day it came is in the future.'});
    }
    return {channel, receivedOn: receivedOn ?? today};
  }

  private async whyNot(tx: Tx, member: Member, {against}: NewAppeal): Promise<Error> {
    const open = await tx.findBy(Appeal, {memberId: member.id, against});
    const stands = open.some((each) => each.state !== 'withdrawn' && each[TARGET_COLUMNS[against]] !== null);
    if (stands) return alreadyAppealed();
    return invalid({field: 'against', message: 'There is nothing of this kind to appeal against.'});
  }
}

const COLUMNS: Record<Appealable, string> = {
  decline: 'decision_id',
  condition: 'condition_id',
  suspension: 'suspension_id',
  termination: 'sanction_id',
};
