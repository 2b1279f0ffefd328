import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import {isStaff} from '../applications/application-access.js';
import {Members} from '../members/members.js';
import {hadPart} from '../register.errors.js';
import {Appeal} from './appeal.entity.js';

/** Who may have to do with an appeal. To anybody else it is not there. */
@Injectable()
export class AppealAccess {
  constructor(private readonly members: Members) {}

  /** @throws NOT_FOUND */
  async open(
    tx: Tx,
    principal: Principal,
    id: string,
    {lock}: {lock: boolean},
  ): Promise<{appeal: Appeal; as: 'council' | 'appellant'}> {
    const appeal = await tx.findOne(Appeal, {where: {id}, ...(lock ? {lock: {mode: 'pessimistic_write'}} : {})});
    const member = appeal && (await this.members.byId(tx, appeal.memberId));
    if (!member) throw notFound('appeal');
    if (await this.members.isOf(tx, principal.personId, member)) return {appeal, as: 'appellant'};
    if (!isStaff(principal)) throw notFound('appeal');
    return {appeal, as: 'council'};
  }

  /**
   * Locked, to be changed by the council's staff.
   * @throws NOT_FOUND, HAD_PART for one's own
   */
  async forStaff(tx: Tx, principal: Principal, id: string): Promise<Appeal> {
    const {appeal, as} = await this.open(tx, principal, id, {lock: true});
    if (as === 'appellant') throw hadPart();
    return appeal;
  }

  /** @throws HAD_PART */
  async requireNoPart(tx: Tx, {personId}: Principal, {memberId}: Appeal): Promise<void> {
    const [row] = await tx.query<{part: boolean}[]>(`SELECT had_part($1, $2) AS part`, [personId, memberId]);
    if (row?.part) throw hadPart();
  }
}
