import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Contacts, Names, Representatives, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, startOfDay} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {MembersOfConcern} from '@app/register';

const DAYS_AHEAD = 90;
const MOST = 500;

export interface Reach {
  id: string;
  name: string;
  email: string | null;
}

/** A visit that is still to come, and whom to call about it. */
export interface VisitToLookAt {
  visitId: string;
  reference: string;
  startsAt: Date;
  endsAt: Date;
  /** Asked for, and not accepted yet. */
  requested: boolean;
  provider: string;
  holder: Reach;
  /** Who acts for the holder. */
  representatives: Reach[];
}

/**
 * Visits to come of members about whom there is a concern, for the duty officer alone. It says that somebody should
 * look at them, and not why. Each reading is on record.
 */
@Injectable()
export class VisitsToLookAt {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly concerns: MembersOfConcern,
    private readonly representatives: Representatives,
    private readonly contacts: Contacts,
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Of the coming 90 days, the soonest first.
   * @throws FORBIDDEN
   */
  run(principal: Principal): Promise<VisitToLookAt[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const members = await this.concerns.open(tx, principal);
      const now = this.clock.now();
      const until = startOfDay(addDays(londonDay(now), DAYS_AHEAD));
      const rows = await tx.query<Row[]>(VISITS, [members, now, until]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'visits.looked_at',
        subject: {kind: 'council', id: principal.councilId},
        after: {visitIds: rows.map((row) => row.visitId)},
      });
      return this.withPeople(tx, rows);
    });
  }

  private async withPeople(tx: Tx, rows: readonly Row[]): Promise<VisitToLookAt[]> {
    const acting = new Map<string, string[]>();
    for (const {holderId} of rows) {
      if (!acting.has(holderId)) acting.set(holderId, await this.representatives.of(tx, holderId, 'book'));
    }
    const people = [...acting.keys(), ...[...acting.values()].flat()];
    const [names, emails] = [await this.names.of(tx, people), await this.contacts.emailsOf(tx, people)];
    const reach = (id: string): Reach => ({id, name: names.get(id) ?? '', email: emails.get(id) ?? null});
    return rows.map(({holderId, state, ...row}) => ({
      ...row,
      requested: state === 'requested',
      holder: reach(holderId),
      representatives: (acting.get(holderId) ?? []).map(reach),
    }));
  }
}

interface Row extends Pick<VisitToLookAt, 'visitId' | 'reference' | 'startsAt' | 'endsAt' | 'provider'> {
  state: string;
  holderId: string;
}

const VISITS = `
  SELECT v.id AS "visitId", b.reference, v.starts_at AS "startsAt", v.ends_at AS "endsAt", v.state, l.name AS provider,
         b.holder_id AS "holderId"
  FROM listing l JOIN booking b ON b.listing_id = l.id JOIN visit v ON v.booking_id = b.id
  WHERE l.member_id = ANY ($1) AND v.state IN ('requested', 'accepted') AND v.ends_at > $2 AND v.starts_at < $3
  ORDER BY v.starts_at, v.id LIMIT ${MOST}`;
