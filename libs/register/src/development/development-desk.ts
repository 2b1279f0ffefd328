import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, forbidden, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {EnquiryChannel, EnquirySource} from '../enquiries/enquiry.entity.js';
import type {DevelopmentReason, DevelopmentTaskCode, TaskOutcome} from './development.entity.js';
import type {DevelopmentState} from './development.state.js';
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

export interface DevelopmentFigures {
  enquiries: number;
  /** How many are at each step today; what nobody has taken up is not among them. */
  now: {state: DevelopmentState; count: number}[];
  /** How many of all enquiries ever came so far. */
  reached: {state: 'talking' | 'developing' | 'ready' | 'listed'; count: number}[];
  /** Days from the enquiry to the listing, in the middle of those that came so far. */
  medianDays: number | null;
  peopleSupported: number;
  services: {code: string; count: number}[];
  areas: {outcode: string; count: number; listed: number; peopleSupported: number}[];
  /** How long they stayed at each step, of those that went on from it; `new` until somebody takes them up. */
  stays: {state: DevelopmentState | 'new'; count: number; medianDays: number}[];
  reasons: {reason: DevelopmentReason; count: number}[];
  sources: {source: string; count: number}[];
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

  /** @throws FORBIDDEN */
  figures(principal: Principal): Promise<DevelopmentFigures> {
    requireCoordinator(principal);
    return this.uow.run(principal.councilId, readFigures);
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

async function readFigures(tx: Tx): Promise<DevelopmentFigures> {
  const [row] = await tx.query<DevelopmentFigures[]>(FIGURES);
  return row as DevelopmentFigures;
}

const counts = (name: string, from: string) =>
  `(SELECT coalesce(json_agg(json_build_object('${name}', key, 'count', n) ORDER BY n DESC, key), '[]')
    FROM (SELECT key, count(*)::int AS n FROM (${from}) k (key) WHERE key IS NOT NULL GROUP BY key) c)`;

/** From one step to the next; before the first, from the enquiry until somebody took it up. */
const STAYS = `
  SELECT state, extract(epoch FROM until - since) / 86400 AS days FROM (
    SELECT to_state AS state, recorded_at AS since,
           lead(recorded_at) OVER (PARTITION BY development_id ORDER BY recorded_at, id) AS until
    FROM development_event WHERE kind = 'moved'
    UNION ALL
    SELECT 'new', q.received_at, d.begun_at FROM development d JOIN enquiry q ON q.id = d.enquiry_id) stay
  WHERE until IS NOT NULL AND until >= since`;

const FIGURES = `
  SELECT (SELECT count(*)::int FROM enquiry WHERE wants <> 'pa') AS enquiries,
         ${counts('state', `SELECT state FROM development`)} AS now,
         ${counts(
           'state',
           `SELECT DISTINCT ON (development_id, to_state) to_state FROM development_event
            WHERE kind = 'moved' AND to_state IN ('talking', 'developing', 'ready', 'listed')`,
         )} AS reached,
         (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM (
            SELECT extract(epoch FROM min(e.recorded_at) - q.received_at) / 86400 AS days
            FROM development_event e JOIN development d ON d.id = e.development_id JOIN enquiry q ON q.id = d.enquiry_id
            WHERE e.to_state = 'listed' GROUP BY q.id, q.received_at) took) AS "medianDays",
         (SELECT coalesce(sum(people_supported), 0)::int FROM development WHERE state IN ('listed', 'checking')) AS "peopleSupported",
         ${counts('code', `SELECT unnest(services) FROM development`)} AS services,
         (SELECT coalesce(json_agg(json_build_object('outcode', outcode, 'count', n, 'listed', listed, 'peopleSupported', people)
                   ORDER BY n DESC, outcode), '[]')
          FROM (SELECT outcode, count(*)::int AS n, count(*) FILTER (WHERE state IN ('listed', 'checking'))::int AS listed,
                       coalesce(sum(people_supported) FILTER (WHERE state IN ('listed', 'checking')), 0)::int AS people
                FROM development WHERE outcode IS NOT NULL GROUP BY outcode) a) AS areas,
         (SELECT coalesce(json_agg(json_build_object('state', state, 'count', n, 'medianDays', days)), '[]')
          FROM (SELECT state, count(*)::int AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS days
                FROM (${STAYS}) s GROUP BY state) each) AS stays,
         ${counts('reason', `SELECT reason FROM development`)} AS reasons,
         ${counts('source', `SELECT source FROM enquiry WHERE wants <> 'pa'`)} AS sources`;

function requireCoordinator(principal: Principal): void {
  if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
}
