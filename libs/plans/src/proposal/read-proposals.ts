import {Injectable} from '@nestjs/common';
import type {EngagementStatus} from '@app/bookings';
import {mayFor, requireReach, type ContactWay, type Principal} from '@app/identity';
import {notFound, type Day, type Rate} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {ProposalKind} from './proposal.entity.js';
import type {ProposalState} from './proposal.state.js';

export interface ProposalView {
  id: string;
  kind: ProposalKind;
  state: ProposalState;
  person: {id: string; name: string};
  listing: {id: string; name: string; kind: 'pa' | 'provider'};
  note: string | null;
  terms: {status: EngagementStatus; startsOn: Day; rates: Rate[]} | null;
  visits: {startsAt: Date; endsAt: Date; rrule: string | null; lineId: string | null} | null;
  proposedBy: {id: string; name: string};
  createdAt: Date;
  answeredBy: {id: string; name: string} | null;
  answeredHow: ContactWay | null;
  answeredAt: Date | null;
  answer: string | null;
  engagementId: string | null;
  bookingId: string | null;
}

/** What is proposed for somebody: they, whoever sees their support, and whoever proposes for them read it. */
@Injectable()
export class ReadProposals {
  constructor(private readonly uow: UnitOfWork) {}

  /** Those that wait first, then the newest. @throws FORBIDDEN */
  mine(principal: Principal): Promise<ProposalView[]> {
    const personId = personFor(principal);
    return this.uow
      .run(principal.councilId, (tx) =>
        tx.query<ProposalView[]>(
          `${VIEW} WHERE r.person_id = $1 ORDER BY r.state <> 'waiting', r.created_at DESC, r.id DESC LIMIT 100`,
          [personId],
        ),
      )
      .then((rows) => rows.map(withInstants));
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<ProposalView> {
    const personId = personFor(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<ProposalView[]>(`${VIEW} WHERE r.id = $1 AND r.person_id = $2`, [id, personId]);
      if (!row) throw notFound('proposal');
      return withInstants(row);
    });
  }
}

function personFor(principal: Principal): string {
  const {actingFor} = principal;
  if (!actingFor) return principal.personId;
  requireReach(actingFor, mayFor(principal, 'propose') ? 'propose' : 'see_support');
  return actingFor.personId;
}

/** JSON has no instants. */
function withInstants({visits, ...view}: ProposalView): ProposalView {
  if (!visits) return {...view, visits};
  return {...view, visits: {...visits, startsAt: new Date(visits.startsAt), endsAt: new Date(visits.endsAt)}};
}

const VIEW = `
  SELECT r.id, r.kind, r.state, r.note, json_build_object('id', p.id, 'name', p.name) AS person,
         json_build_object('id', l.id, 'name', l.name, 'kind', l.kind) AS listing,
         CASE WHEN r.kind = 'terms' THEN json_build_object('status', r.employment, 'startsOn', r.starts_on, 'rates', r.rates) END AS terms,
         CASE WHEN r.kind = 'visits' THEN json_build_object('startsAt', r.starts_at, 'endsAt', r.ends_at, 'rrule', r.rrule,
           'lineId', r.line_id) END AS visits,
         json_build_object('id', w.id, 'name', w.name) AS "proposedBy", r.created_at AS "createdAt",
         CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name) END AS "answeredBy",
         r.answered_how AS "answeredHow", r.answered_at AS "answeredAt", r.answer, r.engagement_id AS "engagementId",
         r.booking_id AS "bookingId"
  FROM proposal r JOIN person p ON p.id = r.person_id JOIN listing l ON l.id = r.listing_id
  JOIN person w ON w.id = r.proposed_by LEFT JOIN person a ON a.id = r.answered_by`;
