import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, forbidden, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {EnquiryChannel, EnquirySource} from '../enquiries/enquiry.entity.js';
import type {DevelopmentReason, DevelopmentTaskCode, TaskOutcome} from './development.entity.js';
import type {DevelopmentState} from './development.state.js';
import {readFigures, requirePeriod, type DevelopmentFigures, type FiguresPeriod} from './development-figures.js';
import {ruleOn, type DevelopmentRuleOfDay} from './development-rules.js';

export interface DevelopmentLine {
  enquiryId: string;
  name: string;
  /** Null for an enquiry that nobody has taken up. */
  state: DevelopmentState | null;
  receivedAt: Date;
  nextAction: string | null;
  nextOn: Day | null;
  /** Whose it is to do. */
  nextBy: {id: string; name: string} | null;
  checkDueOn: Day | null;
  /** What was to be done by a day that is over, or a yearly check that is. */
  overdue: boolean;
}

export interface DevelopmentView extends DevelopmentLine {
  applicationId: string | null;
  /** Under which it is on the register. */
  memberId: string | null;
  reason: DevelopmentReason | null;
  fte: number | null;
  peopleSupported: number | null;
  outcode: string | null;
  services: string[];
  /** How they asked, where they had heard of it, and how to reach them. */
  asked: {channel: EnquiryChannel; source: EnquirySource; email: string | null; phone: string | null};
  tasks: {task: DevelopmentTaskCode; outcome: TaskOutcome; changedOn: Day | null}[];
  /** The newest first. */
  events: {
    kind: 'moved' | 'note' | 'resource';
    toState: DevelopmentState | null;
    text: string | null;
    /** Of the members' area. */
    resourceId: string | null;
    by: string;
    at: Date;
  }[];
  rule: DevelopmentRuleOfDay;
}

/** The coordinator's desk: every enterprise that asked, how far it is, and the figures of the programme. */
@Injectable()
export class DevelopmentDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** What is overdue first, then what comes soonest; only what is the reader's own to do, if they wish. @throws FORBIDDEN */
  list(principal: Principal, state: DevelopmentState | 'new' | null, mine = false): Promise<DevelopmentLine[]> {
    requireCoordinator(principal);
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<DevelopmentLine[]>(
        `SELECT * FROM (${LINE} AND ($2::text IS NULL OR coalesce(d.state, 'new') = $2)
           AND ($3::uuid IS NULL OR d.next_by = $3)) x
         ORDER BY overdue DESC, least("nextOn", "checkDueOn") NULLS LAST, "receivedAt", "enquiryId" LIMIT 300`,
        [today, state, mine ? principal.personId : null],
      ),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, enquiryId: string): Promise<DevelopmentView> {
    requireCoordinator(principal);
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const [line] = await tx.query<Omit<DevelopmentView, 'rule'>[]>(ONE, [today, enquiryId]);
      if (!line) throw notFound('enquiry');
      // Within JSON an instant is text.
      const events = line.events.map((event) => ({...event, at: new Date(event.at)}));
      return {...line, events, rule: await ruleOn(tx, today)};
    });
  }

  /** Of those that asked within a period; of all, when it has neither a beginning nor an end. @throws FORBIDDEN, VALIDATION_FAILED */
  figures(principal: Principal, wanted: Partial<FiguresPeriod> = {}): Promise<DevelopmentFigures> {
    requireCoordinator(principal);
    const period = requirePeriod(wanted);
    return this.uow.run(principal.councilId, (tx) => readFigures(tx, period));
  }
}

const LINE = `
  SELECT q.id AS "enquiryId", q.name, d.state, q.received_at AS "receivedAt", d.next_action AS "nextAction", d.next_on AS "nextOn",
         CASE WHEN d.state IN ('listed', 'checking') THEN d.check_due_on END AS "checkDueOn",
         (SELECT json_build_object('id', s.id, 'name', s.name) FROM person s WHERE s.id = d.next_by) AS "nextBy",
         coalesce(d.state NOT IN ('closed', 'declined') AND (d.next_on < $1 OR (d.state = 'listed' AND d.check_due_on < $1)), false) AS overdue
  FROM enquiry q LEFT JOIN development d ON d.enquiry_id = q.id
  WHERE q.wants <> 'pa' AND q.emptied_at IS NULL`;

const ONE = `
  SELECT line.*, q.application_id AS "applicationId",
         (SELECT a.member_id FROM application a WHERE a.id = q.application_id) AS "memberId", d.reason, d.fte::float8 AS fte, d.people_supported AS "peopleSupported", d.outcode,
         coalesce(d.services, '{}') AS services,
         json_build_object('channel', q.channel, 'source', q.source, 'email', q.email, 'phone', q.phone) AS asked,
         (SELECT coalesce(json_agg(json_build_object('task', t.task, 'outcome', t.outcome, 'changedOn', t.changed_on) ORDER BY t.task), '[]')
          FROM development_task t WHERE t.development_id = d.id) AS tasks,
         ARRAY(SELECT jsonb_build_object('kind', e.kind, 'toState', e.to_state, 'text', e.text, 'resourceId', e.member_resource_id, 'by', p.name, 'at', e.recorded_at)
          FROM development_event e JOIN person p ON p.id = e.recorded_by WHERE e.development_id = d.id
          ORDER BY e.recorded_at DESC, e.id DESC LIMIT 200) AS events
  FROM (${LINE} AND q.id = $2) line JOIN enquiry q ON q.id = line."enquiryId" LEFT JOIN development d ON d.enquiry_id = q.id`;

function requireCoordinator(principal: Principal): void {
  if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
}
