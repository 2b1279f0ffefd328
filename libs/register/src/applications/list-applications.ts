import {Injectable} from '@nestjs/common';
import {ReadStaff, type Principal} from '@app/identity';
import {Clock, daysBetween, londonDay, type Day} from '@app/kernel';
import {prepared, UnitOfWork, type Tx} from '@app/platform';
import {targetsOn, type StageTargets} from '../desk/stages.js';
import {Members} from '../members/members.js';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import type {RequirementState} from '../standing/requirement-state.js';
import {isStaff} from './application-access.js';
import type {Application} from './application.entity.js';
import {APPLICATION_STATES, QUEUE_STATES, type ApplicationState} from './application.state.js';
import {checklists} from './checklist.js';
import {countsOf, pageOf, type QueueFilter, type StageCount} from './queue-sql.js';

export interface ApplicationQuery {
  /** The council's queue when left out: submitted, in checks, ready, and what was deferred to a day that has come. */
  states?: ApplicationState[] | undefined;
  /** Who handles it; null for nobody in particular. */
  assignedTo?: string | null | undefined;
  /** Only what has been at its stage for longer than the council aims at. */
  late?: boolean | undefined;
  /** Also who may handle any of it: for a page that lets choose. */
  withHandlers?: boolean | undefined;
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
  /** Days at this stage, and those the council aims at; null where it aims at none. */
  stageDays: number;
  targetDays: number | null;
  late: boolean;
  /** The day to which it is deferred. */
  deferredUntil: Day | null;
  /** Null for nobody in particular, and for whoever applied. */
  assignedTo: {id: string; name: string} | null;
  /** What the applicant has been asked for and has not answered. */
  openRequests: number;
  /** How many requirements are not met today. */
  missing: number;
  /** How each requirement stands today, in the officer's order. */
  requirements: RequirementState[];
}

export interface ApplicationPage {
  items: ApplicationSummary[];
  total: number;
  /** How many wait at each stage, whatever was asked for; empty for whoever applied. */
  stages: StageCount[];
  /** Who may handle an application, by name; empty unless it was asked for. */
  handlers: {id: string; name: string}[];
}

/** The vetting queue, the longest waiting first; whoever applies sees their own, in every state. */
@Injectable()
export class ListApplications {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly staff: ReadStaff,
    private readonly clock: Clock,
  ) {}

  run(principal: Principal, query: ApplicationQuery): Promise<ApplicationPage> {
    return this.uow.run(principal.councilId, async (tx) => {
      const today = londonDay(this.clock.now());
      const staff = isStaff(principal);
      const own = staff ? null : (await this.members.actedForBy(tx, principal.personId)).map((each) => each.id);
      const targets = await targetsOn(tx, today);
      const filter: QueueFilter = {
        states: query.states ?? (staff ? QUEUE_STATES : APPLICATION_STATES),
        queue: staff && query.states === undefined,
        own,
        assignedTo: staff ? query.assignedTo : undefined,
        late: staff && (query.late ?? false),
        today,
        targets,
      };
      const {total, stages} = await countsOf(tx, filter);
      const ids = await pageOf(tx, filter, query.perPage, (query.page - 1) * query.perPage);
      const rows = await prepared<Row[]>(tx, ROWS, [ids]);
      const items = await this.summaries(tx, rows, today, targets, staff);
      return {items, total, stages, handlers: staff && query.withHandlers ? await this.staff.inForce(tx) : []};
    });
  }

  private async summaries(
    tx: Tx,
    rows: readonly Row[],
    today: Day,
    targets: StageTargets,
    staff: boolean,
  ): Promise<ApplicationSummary[]> {
    const states = await checklists(tx, rows, today);
    return rows.map(
      ({memberId: _, schemeVersionId: __, circumstances: ___, assignedTo, assignedName, stateSince, ...row}) => {
        const requirements = states.get(row.id) ?? [];
        const targetDays = targets.get(row.state) ?? null;
        const stageDays = daysBetween(londonDay(stateSince), today);
        return {
          ...row,
          ageDays: daysBetween(londonDay(row.submittedAt ?? row.openedAt), today),
          stageDays,
          targetDays,
          late: targetDays !== null && stageDays > targetDays,
          assignedTo: staff && assignedTo ? {id: assignedTo, name: assignedName ?? ''} : null,
          missing: requirements.filter((each) => !each.met).length,
          requirements,
        };
      },
    );
  }
}

interface Row extends Pick<
  Application,
  | 'id'
  | 'state'
  | 'memberId'
  | 'schemeVersionId'
  | 'circumstances'
  | 'openedAt'
  | 'submittedAt'
  | 'stateSince'
  | 'deferredUntil'
  | 'assignedTo'
> {
  kind: MemberKind;
  name: string;
  assignedName: string | null;
  scheme: string;
  openRequests: number;
}

const ROWS = `
  SELECT a.id, a.state, a.member_id AS "memberId", a.scheme_version_id AS "schemeVersionId", a.circumstances,
         a.opened_at AS "openedAt", a.submitted_at AS "submittedAt", a.state_since AS "stateSince",
         a.deferred_until AS "deferredUntil", a.assigned_to AS "assignedTo", m.kind,
         coalesce(p.name, o.name, '') AS name, h.name AS "assignedName", s.name AS scheme,
         (SELECT count(*)::int FROM application_request r WHERE r.application_id = a.id AND r.answered_at IS NULL) AS "openRequests"
  FROM unnest($1::uuid[]) WITH ORDINALITY AS page (id, place)
  JOIN application a USING (id) JOIN member m ON m.id = a.member_id
  JOIN scheme_version v ON v.id = a.scheme_version_id JOIN scheme s ON s.id = v.scheme_id
  LEFT JOIN person p ON p.id = m.person_id LEFT JOIN organisation o ON o.id = m.organisation_id
  LEFT JOIN person h ON h.id = a.assigned_to
  ORDER BY page.place`;
