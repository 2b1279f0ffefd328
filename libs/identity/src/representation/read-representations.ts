import {Injectable} from '@nestjs/common';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import type {Evidence} from './evidence.js';
import type {Area, Power, RepresentationKind} from './powers.js';
import {reachOf} from './reach.js';
import {requirePermission, requirePerson} from './requires.js';

export interface RepresentationView {
  id: string;
  kind: RepresentationKind;
  holder: {id: string; name: string};
  representative: {id: string; name: string};
  organisation: string | null;
  /** What they may do as it stands: none once it has ended. */
  powers: Power[];
  areas: Area[];
  lines: {id: string; purpose: string}[];
  startsOn: Day;
  endsOn: Day | null;
  reviewOn: Day | null;
  recordedBy: string | null;
  recordedAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  /** `ended` also where capacity has returned for all that it was about. */
  state: 'to_come' | 'in_force' | 'ended';
}

/** With what only staff see. */
export interface RepresentationRecord extends RepresentationView {
  evidence: Evidence;
  endReason: string | null;
}

export interface CapacityView {
  id: string;
  area: Area;
  decision: string;
  assessedOn: Day;
  assessedBy: string;
  outcome: 'lacks' | 'has';
  reviewOn: Day | null;
  recordedBy: string;
}

export interface PersonRecord {
  person: {id: string; name: string; councilReference: string | null};
  /** Who acts for them, the newest first. */
  representatives: RepresentationRecord[];
  /** For whom they act. */
  represents: RepresentationRecord[];
  capacity: CapacityView[];
  lines: {id: string; purpose: string}[];
}

const SOON_DAYS = 30;

/** Who acts for whom: for staff, for the holder, and for whoever acts. */
@Injectable()
export class ReadRepresentations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** All about one person. Reading it is on record. @throws FORBIDDEN, NOT_FOUND */
  ofPerson(principal: Principal, personId: string): Promise<PersonRecord> {
    requirePermission(principal, 'representation:record', 'behalf:act');
    return this.uow.run(principal.councilId, async (tx) => {
      const {id, name, councilReference} = await requirePerson(tx, personId);
      await this.audit.record(tx, {...by(principal), action: 'representation.read', subject: {kind: 'person', id}});
      const mayRead = principal.permissions.has('representation:record');
      return {
        person: {id, name, councilReference},
        representatives: await this.find(tx, `r.holder_id = $2`, [personId]),
        represents: await this.find(tx, `r.representative_id = $2`, [personId]),
        capacity: mayRead ? await tx.query<CapacityView[]>(CAPACITY, [personId]) : [],
        lines: await tx.query<PersonRecord['lines']>(LINES, [personId]),
      };
    });
  }

  /** Who acts for the caller. */
  aboutMe(principal: Principal): Promise<RepresentationView[]> {
    return this.uow.run(principal.councilId, async (tx) =>
      (await this.find(tx, `r.holder_id = $2`, [principal.personId])).map(withoutEvidence),
    );
  }

  /** For whom the caller acts. */
  mine(principal: Principal): Promise<RepresentationView[]> {
    return this.uow.run(principal.councilId, async (tx) =>
      (await this.find(tx, `r.representative_id = $2`, [principal.personId])).map(withoutEvidence),
    );
  }

  /** To be looked at again within 30 days, the most overdue first. @throws FORBIDDEN */
  due(principal: Principal): Promise<RepresentationRecord[]> {
    requirePermission(principal, 'representation:record');
    return this.uow.run(principal.councilId, (tx) =>
      this.find(tx, `r.revoked_at IS NULL AND r.review_on <= $2 AND (r.ends_on IS NULL OR r.ends_on >= $1)`, [
        addDays(londonDay(this.clock.now()), SOON_DAYS),
      ]).then((found) => found.sort((a, b) => (a.reviewOn ?? '').localeCompare(b.reviewOn ?? ''))),
    );
  }

  private async find(tx: Tx, where: string, values: readonly unknown[]): Promise<RepresentationRecord[]> {
    const today = londonDay(this.clock.now());
    const rows = await tx.query<Row[]>(`${RECORDS} WHERE ${where} ORDER BY r.created_at DESC, r.id DESC LIMIT 500`, [
      today,
      ...values,
    ]);
    return rows.map(({recorded, inForce, ...row}) => ({
      ...row,
      powers: inForce ? [...reachOf([{kind: row.kind, powers: recorded, areas: inForce, lines: []}]).keys()] : [],
      state: inForce ? 'in_force' : row.endedAt === null && row.startsOn > today ? 'to_come' : 'ended',
    }));
  }
}

interface Row extends Omit<RepresentationRecord, 'powers' | 'state'> {
  recorded: Power[] | null;
  /** The areas it reaches today; null when it is not in force. */
  inForce: Area[] | null;
}

function withoutEvidence({evidence: _, endReason: __, ...view}: RepresentationRecord): RepresentationView {
  return view;
}

const RECORDS = `
  SELECT r.id, r.kind, json_build_object('id', h.id, 'name', h.name) AS holder,
         json_build_object('id', p.id, 'name', p.name) AS representative, o.name AS organisation, r.powers AS recorded,
         r.areas, r.evidence, r.starts_on AS "startsOn", r.ends_on AS "endsOn", r.review_on AS "reviewOn",
         b.name AS "recordedBy", r.created_at AS "recordedAt", r.revoked_at AS "endedAt", e.name AS "endedBy",
         r.revoke_reason AS "endReason",
         (SELECT g.areas FROM acting_grants(r.holder_id, $1) g WHERE g.id = r.id) AS "inForce",
         coalesce((SELECT json_agg(json_build_object('id', l.id, 'purpose', l.purpose))
                   FROM representation_line rl JOIN budget_line l ON l.id = rl.line_id
                   WHERE rl.representation_id = r.id), '[]') AS lines
  FROM representation r JOIN person h ON h.id = r.holder_id JOIN person p ON p.id = r.representative_id
  LEFT JOIN organisation o ON o.id = r.organisation_id LEFT JOIN person b ON b.id = r.recorded_by
  LEFT JOIN person e ON e.id = r.revoked_by`;

const CAPACITY = `
  SELECT c.id, c.area, c.decision, c.assessed_on AS "assessedOn", c.assessed_by AS "assessedBy", c.outcome,
         c.review_on AS "reviewOn", p.name AS "recordedBy"
  FROM capacity_record c JOIN person p ON p.id = c.recorded_by
  WHERE c.person_id = $1 ORDER BY c.assessed_on DESC, c.created_at DESC LIMIT 200`;

const LINES = `
  SELECT l.id, l.purpose FROM budget_line l JOIN budget b ON b.id = l.budget_id
  WHERE b.holder_id = $1 ORDER BY l.starts_on, l.id`;
