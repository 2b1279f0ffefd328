import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import {fourEyes} from '../register.errors.js';
import {Application} from './application.entity.js';

/** An application as somebody may see it: the council's staff, or whoever applied. */
export interface Opened {
  application: Application;
  member: Member;
  as: 'council' | 'applicant';
}

/** Who may have to do with an application. To anybody else it is not there. */
@Injectable()
export class ApplicationAccess {
  constructor(private readonly members: Members) {}

  /**
   * Whoever applied is the applicant even if they also work for the council.
   * @param lock held to the end of the transaction, so that two who change it go one after the other
   * @throws NOT_FOUND
   */
  async open(tx: Tx, principal: Principal, id: string, {lock}: {lock: boolean}): Promise<Opened> {
    const application = await tx.findOne(Application, {
      where: {id},
      ...(lock ? {lock: {mode: 'pessimistic_write'}} : {}),
    });
    const member = application && (await this.members.byId(tx, application.memberId));
    if (!member) throw notFound('application');
    if (await this.members.isOf(tx, principal.personId, member)) return {application, member, as: 'applicant'};
    if (!isStaff(principal)) throw notFound('application');
    return {application, member, as: 'council'};
  }

  /**
   * Opened to be changed by the council's staff.
   * @throws NOT_FOUND, FOUR_EYES for one's own
   */
  async forStaff(tx: Tx, principal: Principal, id: string, {lock} = {lock: true}): Promise<Opened> {
    const opened = await this.open(tx, principal, id, {lock});
    if (opened.as === 'applicant') throw fourEyes();
    return opened;
  }

  /** Whether this is the applicant, or one of the organisation that applies. */
  isOf(tx: Tx, personId: string, member: Member): Promise<boolean> {
    return this.members.isOf(tx, personId, member);
  }
}

/** Gathers or decides for the council, so may see its applications. */
export function isStaff(principal: Principal): boolean {
  return principal.permissions.has('application:gather') || principal.permissions.has('application:decide');
}
