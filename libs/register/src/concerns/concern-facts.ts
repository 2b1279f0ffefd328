import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {Members} from '../members/members.js';
import {Concern} from './concern.entity.js';

/** For what follows a commit: it asks nobody's permission, and tells nothing of what a concern says. */
@Injectable()
export class ConcernFacts {
  constructor(private readonly members: Members) {}

  /** Those of them whom it is not about. Nobody when there is no such concern. */
  async others(tx: Tx, id: string, personIds: readonly string[]): Promise<string[]> {
    const concern = await tx.findOneBy(Concern, {id});
    if (!concern) return [];
    const own = concern.memberId ? await this.members.peopleOf(tx, concern.memberId) : [];
    return personIds.filter((personId) => !own.includes(personId));
  }
}
