import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {addDays, Clock, forbidden, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {checklists} from '../applications/checklist.js';
import type {Circumstance, MemberKind} from '../scheme/requirement-kinds.js';
import type {RequirementState} from './requirement-state.js';

/** Somebody who came off the register longer ago than this is not about to be helped back onto it. */
export const LAPSED_DAYS = 30;

export interface LapseQuery {
  /** How far ahead to look. */
  withinDays: number;
  page: number;
  perPage: number;
}

/** A member of the register whose listing comes down soon, or came down lately, unless evidence is renewed. */
export interface Lapse {
  memberId: string;
  kind: MemberKind;
  name: string;
  /** The application under which they are approved: where newer evidence is recorded. */
  applicationId: string;
  listed: boolean;
  /** The first day on which they are not listed; null when they are not listed now. */
  lapsesOn: Day | null;
  /** What lapses in that time or is out of date now, the soonest first. */
  requirements: RequirementState[];
}

/** Who comes off the register before long, and whom a lapse or a withdrawal took off it lately; the most pressing first. */
@Injectable()
export class ListLapses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  run(principal: Principal, query: LapseQuery): Promise<{items: Lapse[]; total: number}> {
    if (!principal.permissions.has('application:queue')) throw forbidden('You do not have permission to do this.');
    const today = londonDay(this.clock.now());
    const until = addDays(today, query.withinDays);
    return this.uow.run(principal.councilId, async (tx) => {
      const rows = await tx.query<Row[]>(LAPSES, [
        today,
        until,
        addDays(today, -LAPSED_DAYS),
        query.perPage,
        (query.page - 1) * query.perPage,
      ]);
      return {items: await this.lapses(tx, rows, today, until), total: rows[0]?.total ?? 0};
    });
  }

  private async lapses(tx: Tx, rows: readonly Row[], today: Day, until: Day): Promise<Lapse[]> {
    const states = await checklists(tx, rows, today);
    const names = await this.names.of(
      tx,
      rows.map((row) => row.subjectId),
    );
    return rows.map(({id, memberId, kind, subjectId, listed, lapsesOn}) => ({
      memberId,
      kind,
      name: names.get(subjectId) ?? '',
      applicationId: id,
      listed,
      lapsesOn,
      requirements: (states.get(id) ?? [])
        .filter((each) => !each.met || (each.lapsesOn !== null && each.lapsesOn <= until))
        .sort((a, b) => (a.lapsesOn ?? '').localeCompare(b.lapsesOn ?? '')),
    }));
  }
}

interface Row {
  id: string;
  memberId: string;
  schemeVersionId: string;
  circumstances: Circumstance[];
  kind: MemberKind;
  subjectId: string;
  listed: boolean;
  lapsesOn: Day | null;
  total: number;
}

const LAPSES = `
  SELECT a.id, m.id AS "memberId", a.scheme_version_id AS "schemeVersionId", a.circumstances, m.kind,
         coalesce(m.person_id, m.organisation_id) AS "subjectId", s.listed, s.lapses_on AS "lapsesOn",
         count(*) OVER () AS total
  FROM member_standing(NULL, $1) s
  JOIN member m ON m.id = s.member_id
  CROSS JOIN LATERAL (
    SELECT d.application_id, d.effective_on FROM decision d
    WHERE d.member_id = m.id AND d.outcome IN ('approved', 'approved_with_conditions') AND d.effective_on <= $1
    ORDER BY d.effective_on DESC, d.decided_at DESC, d.id DESC LIMIT 1
  ) approval
  JOIN application a ON a.id = approval.application_id
  WHERE s.lapses_on <= $2
     OR (NOT s.listed AND NOT s.reasons && '{suspended,terminated}'
         AND (EXISTS (SELECT FROM evidence_void v WHERE v.member_id = m.id AND v.voided_at >= $3::date)
              OR EXISTS (SELECT FROM standing_on_days(m.id, ARRAY[greatest($3::date, approval.effective_on)]) b WHERE b.listed)))
  ORDER BY s.lapses_on NULLS FIRST, m.id LIMIT $4 OFFSET $5`;
