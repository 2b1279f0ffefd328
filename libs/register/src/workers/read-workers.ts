import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Organisations, type MemberRole, type Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import type {DbsLevel} from '../scheme/requirement-kinds.js';
import type {WorkerCheckWay} from './worker.entity.js';

export interface WorkerLine {
  personId: string;
  name: string;
  role: MemberRole;
  /** Since when they meet people; null who does not. */
  fromOn: Day | null;
  /** A certificate of theirs counts today. */
  covered: boolean;
  /** The first day on which it no longer does; null for never. */
  lapsesOn: Day | null;
}

export interface WorkerCheckView {
  id: string;
  personId: string;
  how: WorkerCheckWay;
  level: DbsLevel;
  issuedOn: Day;
  checkedOn: Day;
  consentedOn: Day | null;
  seenBy: string;
}

export interface WorkersView {
  organisation: {id: string; name: string};
  /** The scheme asks for a certificate of each who meets people. */
  asked: boolean;
  /** From when it will, by terms that are made already; null where it does, or none say so. */
  askedFrom: Day | null;
  people: WorkerLine[];
}

/** Who of an organisation meets people, and whether each has a certificate that counts. */
@Injectable()
export class ReadWorkers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly organisations: Organisations,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** For whoever belongs to it. @throws NOT_FOUND */
  ofOrganisation(principal: Principal, organisationId: string): Promise<WorkersView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const all = principal.actingFor ? [] : await this.organisations.people(tx, organisationId);
      if (!all.includes(principal.personId)) throw notFound('organisation');
      return this.view(tx, organisationId);
    });
  }

  /** For the council's staff, with what was checked: each reading is recorded. @throws NOT_FOUND, FOUR_EYES */
  ofApplication(principal: Principal, applicationId: string): Promise<WorkersView & {checks: WorkerCheckView[]}> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {member} = await this.access.forStaff(tx, principal, applicationId, {lock: false});
      if (!member.organisationId) throw notFound('organisation');
      const view = await this.view(tx, member.organisationId);
      const checks = await tx.query<WorkerCheckView[]>(
        `SELECT c.id, c.person_id AS "personId", c.how, c.level, c.issued_on AS "issuedOn", c.checked_on AS "checkedOn",
                c.consented_on AS "consentedOn", p.name AS "seenBy"
         FROM worker_check c JOIN person p ON p.id = c.seen_by
         WHERE c.organisation_id = $1 AND c.voided_at IS NULL ORDER BY c.checked_on DESC, c.recorded_at DESC, c.id DESC`,
        [member.organisationId],
      );
      if (checks.length) {
        await this.audit.record(tx, {
          ...by(principal),
          action: 'worker_check.viewed',
          subject: {kind: 'application', id: applicationId},
          after: {checkIds: checks.map(({id}) => id)},
        });
      }
      return {...view, checks};
    });
  }

  private async view(tx: Tx, organisationId: string): Promise<WorkersView> {
    const today = londonDay(this.clock.now());
    const [row] = await tx.query<
      {id: string; name: string; asked: boolean; askedFrom: Day | null; people: Omit<WorkerLine, 'covered'>[]}[]
    >(VIEW, [organisationId]);
    if (!row) throw notFound('organisation');
    const people = row.people.map((each) => ({
      ...each,
      covered: each.lapsesOn !== null && each.lapsesOn > today,
      lapsesOn: each.lapsesOn === 'infinity' ? null : each.lapsesOn,
    }));
    const {id, name, asked, askedFrom} = row;
    return {organisation: {id, name}, asked, askedFrom: asked ? null : askedFrom, people};
  }
}

const LEVELS = `ARRAY['basic', 'standard', 'enhanced', 'enhanced_barred']`;

const VIEW = `
  WITH asked AS (
    SELECT t.*, a.scheme_version_id FROM member m
    CROSS JOIN LATERAL (SELECT a.id, a.circumstances, a.scheme_version_id FROM application a WHERE a.member_id = m.id AND a.state <> 'withdrawn'
                        ORDER BY a.opened_at DESC, a.id DESC LIMIT 1) a
    CROSS JOIN LATERAL each_worker_terms(a.id) t
    WHERE m.organisation_id = $1 AND (t.only_when IS NULL OR t.only_when = ANY (a.circumstances))
  )
  SELECT o.id, o.name, EXISTS (SELECT FROM asked WHERE now) AS asked, (
    SELECT min(v.members_from)::text FROM asked t JOIN scheme_version own ON own.id = t.scheme_version_id
    JOIN scheme_version v ON v.scheme_id = own.scheme_id AND v.member_kind = own.member_kind AND v.starts_on > own.starts_on
    WHERE EXISTS (SELECT FROM requirement r WHERE r.scheme_version_id = v.id AND r.each_worker AND r.code = t.code)
  ) AS "askedFrom", (
    SELECT coalesce(json_agg(json_build_object('personId', p.id, 'name', p.name, 'role', m.role, 'fromOn', w.from_on,
      'lapsesOn', (
        SELECT CASE WHEN count(*) = count(best) THEN min(best) END FROM asked t LEFT JOIN LATERAL (
          SELECT max(evidence_lapse(CASE t.counts_from WHEN 'checked' THEN c.checked_on ELSE c.issued_on END, t.valid_months, NULL)) AS best
          FROM worker_check c WHERE c.organisation_id = $1 AND c.person_id = p.id AND c.voided_at IS NULL
            AND array_position(${LEVELS}, c.level) >= coalesce(array_position(${LEVELS}, t.minimum_level), 0)
        ) held ON true
      )) ORDER BY p.name, p.id), '[]')
    FROM organisation_member m JOIN person p ON p.id = m.person_id
    LEFT JOIN enterprise_worker w ON w.organisation_id = m.organisation_id AND w.person_id = m.person_id AND w.until_on IS NULL
    WHERE m.organisation_id = o.id) AS people
  FROM organisation o WHERE o.id = $1`;
