import type {Tx} from '@app/platform';
import {Application} from '../applications/application.entity.js';
import {ApprovalCondition} from '../conditions/condition.entity.js';
import {Member} from '../members/member.entity.js';
import type {Appealable} from './appeal.entity.js';

/** Whose matter it is that an appeal names; null when there is no such thing here. */
export async function memberOfSubject(tx: Tx, against: Appealable, subjectId: string): Promise<Member | null> {
  const byId = (id: string | undefined) => (id ? tx.findOneBy(Member, {id}) : null);
  if (against === 'decline') return byId((await tx.findOneBy(Application, {id: subjectId}))?.memberId);
  if (against === 'condition') return byId((await tx.findOneBy(ApprovalCondition, {id: subjectId}))?.memberId);
  return byId(subjectId);
}
