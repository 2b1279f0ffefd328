import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {RetentionCategory} from './retention-categories.js';
import {requireKeeper} from './require-keeper.js';

/** What goes, and when: each of a member and a rule on one day. */
export interface DueItem {
  category: RetentionCategory;
  dueOn: Day;
  /** Null for enquiries: they belong to no member, and a day's go together. */
  member: {id: string; name: string} | null;
  applicationId: string | null;
  /** How many pieces. */
  records: number;
  /** A legal hold keeps it for now. */
  held: boolean;
  source: string;
}

export interface DestructionView {
  id: string;
  category: RetentionCategory;
  removed: number;
  removedAt: Date;
  source: string;
}

const MOST = 500;

/** What the rules will remove and on which day, and what they have removed. Reads only. */
@Injectable()
export class PreviewRetention {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  /** The soonest first; what is due already goes in the coming night. @throws FORBIDDEN */
  async due(principal: Principal, withinDays: number): Promise<{items: DueItem[]; total: number}> {
    requireKeeper(principal);
    const until = addDays(londonDay(this.clock.now()), withinDays);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<Row[]>(
        `SELECT d.category, d.due_on AS "dueOn", d.member_id AS "memberId", d.application_id AS "applicationId",
                coalesce(m.person_id, m.organisation_id) AS "subjectId", count(*)::integer AS records, d.held, r.source,
                count(*) OVER ()::integer AS total
         FROM retention_due($1) d LEFT JOIN member m ON m.id = d.member_id JOIN retention_rule r ON r.id = d.rule_id
         GROUP BY d.category, d.due_on, d.member_id, d.application_id, m.person_id, m.organisation_id, d.held, r.source
         ORDER BY d.due_on, d.category, d.member_id LIMIT ${MOST}`,
        [until],
      );
      const names = await this.names.of(
        tx,
        rows.flatMap((each) => each.subjectId ?? []),
      );
      return {
        total: rows[0]?.total ?? 0,
        items: rows.map(({memberId, subjectId, total: _, ...item}) => ({
          ...item,
          member: memberId === null ? null : {id: memberId, name: names.get(String(subjectId)) ?? ''},
        })),
      };
    });
  }

  /** Evidence of what was removed, the latest first. @throws FORBIDDEN */
  async removed(principal: Principal): Promise<DestructionView[]> {
    requireKeeper(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<DestructionView[]>(
        `SELECT d.id, d.category, d.removed, d.removed_at AS "removedAt", r.source
         FROM destruction_record d JOIN retention_rule r ON r.id = d.rule_id
         ORDER BY d.removed_at DESC, d.id LIMIT ${MOST}`,
      ),
    );
  }
}

interface Row extends Omit<DueItem, 'member'> {
  memberId: string | null;
  subjectId: string | null;
  total: number;
}
