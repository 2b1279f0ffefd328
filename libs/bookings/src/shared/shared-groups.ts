import {Injectable} from '@nestjs/common';
import {MayAct, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import {In} from 'typeorm';
import {SharedMember, SharedSupport} from './shared.entity.js';

/** The record check of everything that is shared: whoever is not in it learns nothing. */
@Injectable()
export class SharedGroups {
  constructor(private readonly mayAct: MayAct) {}

  /**
   * Locked, first of all locks; and the caller, or whom they act for, who is in it.
   * @throws NOT_FOUND unless they are in it, FORBIDDEN
   */
  async lock(tx: Tx, principal: Principal, id: string): Promise<{shared: SharedSupport; me: SharedMember}> {
    const personId = await this.mayAct.require(tx, principal, 'book');
    const shared = await tx.findOne(SharedSupport, {where: {id}, lock: {mode: 'for_no_key_update'}});
    const me = shared && (await memberOf(tx, id, personId));
    if (!shared || !me) throw notFound('shared support');
    return {shared, me};
  }
}

/** In it now, or asking to be. */
export function memberOf(tx: Tx, sharedId: string, personId: string): Promise<SharedMember | null> {
  return tx.findOneBy(SharedMember, {sharedId, personId, state: In(['asked', 'agreed', 'leaving'])});
}

/** Those who pay, in the order in which they came. */
export function payersOf(tx: Tx, sharedId: string): Promise<SharedMember[]> {
  return tx.find(SharedMember, {
    where: {sharedId, state: In(['agreed', 'leaving'])},
    order: {askedAt: 'ASC', id: 'ASC'},
  });
}
