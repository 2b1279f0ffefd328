import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {In, IsNull} from 'typeorm';
import {Members} from '../members/members.js';
import {conditionMet} from '../register.errors.js';
import {othersMember} from '../suspension/suspend-member.js';
import {ApprovalCondition} from './condition.entity.js';

export interface NewCondition {
  text: string;
  /** The last day on which it may still be open; null for what holds as long as the approval. */
  dueOn: Day | null;
  publiclyVisible: boolean;
}

/** Conditions of approvals, in the caller's transaction. Audit and event are the use case's that calls. */
@Injectable()
export class Conditions {
  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds them to a decision that approves with conditions.
   * @returns their ids, in order
   * @throws VALIDATION_FAILED, NOT_FOUND, FOUR_EYES
   */
  async add(
    tx: Tx,
    principal: Principal,
    to: {memberId: string; decisionId: string},
    conditions: readonly NewCondition[],
  ): Promise<string[]> {
    await othersMember(tx, this.members, principal, to.memberId);
    const today = londonDay(this.clock.now());
    const ids: string[] = [];
    for (const [index, {text, dueOn, publiclyVisible}] of conditions.entries()) {
      if (dueOn && dueOn < today) {
        throw invalid({field: `conditions.${index}.due_on`, message: 'The day it is due is in the past.'});
      }
      const [added] = await tx.query<[{id: string}]>(
        `INSERT INTO approval_condition (council_id, member_id, decision_id, text, due_on, publicly_visible, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [principal.councilId, to.memberId, to.decisionId, text, dueOn, publiclyVisible, principal.personId],
      );
      ids.push(added.id);
    }
    return ids;
  }

  /**
   * Says that a condition is met since a day, today or before.
   * @throws NOT_FOUND, VALIDATION_FAILED, FOUR_EYES for one's own, CONDITION_MET
   */
  async meet(tx: Tx, principal: Principal, id: string, metOn: Day): Promise<ApprovalCondition> {
    const condition = await tx.findOne(ApprovalCondition, {where: {id}, lock: {mode: 'pessimistic_write'}});
    if (!condition) throw notFound('condition');
    await othersMember(tx, this.members, principal, condition.memberId);
    if (metOn > londonDay(this.clock.now())) {
      throw invalid({field: 'met_on', message: 'The day it was met is in the future.'});
    }
    const {affected} = await tx.update(
      ApprovalCondition,
      {id, metOn: IsNull()},
      {metOn, metRecordedBy: principal.personId},
    );
    if (!affected) throw conditionMet();
    return {...condition, metOn, metRecordedBy: principal.personId};
  }

  /** Of each decision, the soonest due first. */
  of(tx: Tx, decisionIds: readonly string[]): Promise<ApprovalCondition[]> {
    return tx.find(ApprovalCondition, {where: {decisionId: In([...decisionIds])}, order: {dueOn: 'ASC', id: 'ASC'}});
  }
}
