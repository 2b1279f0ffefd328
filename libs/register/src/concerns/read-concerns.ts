import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {In, IsNull} from 'typeorm';
import {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import {Concern} from './concern.entity.js';

export interface ConcernView {
  id: string;
  member: {id: string; name: string};
  recordedBy: string;
  recordedAt: Date;
  /** The listing came down with it. */
  suspended: boolean;
  closedAt: Date | null;
}

export interface ConcernText extends ConcernView {
  text: string;
  closingNote: string | null;
}

/** Concerns, for those few who may read them; never one's own. Each reading is on record. */
@Injectable()
export class ReadConcerns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly names: Names,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * What is open, the newest first, without what it says.
   * @throws FORBIDDEN
   */
  open(principal: Principal): Promise<ConcernView[]> {
    requireReader(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const concerns = await tx.find(Concern, {where: {closedAt: IsNull()}, order: {id: 'DESC'}, take: 200});
      const views = await this.views(tx, principal, concerns);
      for (const {id} of views) await this.write(tx, principal, 'concern.listed', id);
      return views;
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND also for one's own: that there is one is part of it */
  one(principal: Principal, id: string): Promise<ConcernText> {
    requireReader(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const concern = await tx.findOneBy(Concern, {id});
      const [view] = concern ? await this.views(tx, principal, [concern]) : [];
      const [texts] = await tx.query<Pick<ConcernText, 'text' | 'closingNote'>[]>(
        `SELECT text, closing_note AS "closingNote" FROM concern WHERE id = $1`,
        [id],
      );
      if (!view || !texts) throw notFound('concern');
      await this.write(tx, principal, 'concern.read', id);
      return {...view, ...texts};
    });
  }

  private write(tx: Tx, principal: Principal, action: string, id: string): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'concern', id}});
  }

  private async views(tx: Tx, principal: Principal, concerns: readonly Concern[]): Promise<ConcernView[]> {
    const own = new Set((await this.members.actedForBy(tx, principal.personId)).map((each) => each.id));
    const others = concerns.filter((each) => !own.has(each.memberId));
    const members = await tx.findBy(Member, {id: In(others.map((each) => each.memberId))});
    const subjectOf = new Map(members.map((each) => [each.id, String(each.personId ?? each.organisationId)]));
    const names = await this.names.of(tx, [...subjectOf.values(), ...others.map((each) => each.recordedBy)]);
    return others.map(({id, memberId, recordedBy, recordedAt, suspensionId, closedAt}) => ({
      id,
      member: {id: memberId, name: names.get(subjectOf.get(memberId) ?? '') ?? ''},
      recordedBy: names.get(recordedBy) ?? '',
      recordedAt,
      suspended: suspensionId !== null,
      closedAt,
    }));
  }
}

/** @throws FORBIDDEN */
export function requireReader(principal: Principal): void {
  if (!principal.permissions.has('concern:read')) throw forbidden('You do not have permission to do this.');
}
