import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {Clock, daysBetween, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {Members} from '../members/members.js';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import type {RequirementState} from '../standing/requirement-state.js';
import {isStaff} from './application-access.js';
import type {Application} from './application.entity.js';
import {APPLICATION_STATES, QUEUE_STATES, type ApplicationState} from './application.state.js';
import {checklists} from './checklist.js';

export interface ApplicationQuery {
  /** The council's queue when left out: submitted, in checks, ready. */
  states?: ApplicationState[] | undefined;
  page: number;
  perPage: number;
}

export interface ApplicationSummary {
  id: string;
  state: ApplicationState;
  kind: MemberKind;
  name: string;
  scheme: string;
  openedAt: Date;
  submittedAt: Date | null;
  /** Days since it was submitted, or opened while it is a draft. */
  ageDays: number;
  /** How many requirements are not met today. */
  missing: number;
  /** How each requirement stands today, in the officer's order. */
  requirements: RequirementState[];
}

/** The vetting queue, the longest waiting first; whoever applies sees their own, in every state. */
@Injectable()
export class ListApplications {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  run(principal: Principal, query: ApplicationQuery): Promise<{items: ApplicationSummary[]; total: number}> {
    return this.uow.run(principal.councilId, async (tx) => {
      const staff = isStaff(principal);
      const own = staff ? null : (await this.members.actedForBy(tx, principal.personId)).map((each) => each.id);
      const states = query.states ?? (staff ? QUEUE_STATES : APPLICATION_STATES);
      const wanted = `application WHERE state = ANY($1) AND ($2::uuid[] IS NULL OR member_id = ANY($2))`;
      const [{total}] = await tx.query<[{total: number}]>(`SELECT count(*) AS total FROM ${wanted}`, [states, own]);
      const rows = await tx.query<Row[]>(
        `SELECT a.id, a.state, a.member_id AS "memberId", a.scheme_version_id AS "schemeVersionId", a.circumstances,
                a.opened_at AS "openedAt", a.submitted_at AS "submittedAt", m.kind,
                coalesce(m.person_id, m.organisation_id) AS "subjectId", s.name AS scheme
         FROM (SELECT * FROM ${wanted} ORDER BY coalesce(submitted_at, opened_at), id LIMIT $3 OFFSET $4) a
         JOIN member m ON m.id = a.member_id
         JOIN scheme_version v ON v.id = a.scheme_version_id JOIN scheme s ON s.id = v.scheme_id
         ORDER BY coalesce(a.submitted_at, a.opened_at), a.id`,
        [states, own, query.perPage, (query.page - 1) * query.perPage],
      );
      return {items: await this.summaries(tx, rows, londonDay(this.clock.now())), total};
    });
  }

  private async summaries(tx: Tx, rows: readonly Row[], today: Day): Promise<ApplicationSummary[]> {
    const states = await checklists(tx, rows, today);
    const names = await this.names.of(
      tx,
      rows.map((row) => row.subjectId),
    );
    const summary = ({id, state, kind, scheme, openedAt, submittedAt, subjectId}: Row) => ({
      id,
      state,
      kind,
      scheme,
      openedAt,
      submittedAt,
      name: names.get(subjectId) ?? '',
      ageDays: daysBetween(londonDay(submittedAt ?? openedAt), today),
      missing: (states.get(id) ?? []).filter((each) => !each.met).length,
      requirements: states.get(id) ?? [],
    });
    return rows.map(summary);
  }
}

interface Row extends Pick<
  Application,
  'id' | 'state' | 'memberId' | 'schemeVersionId' | 'circumstances' | 'openedAt' | 'submittedAt'
> {
  kind: MemberKind;
  subjectId: string;
  scheme: string;
}
