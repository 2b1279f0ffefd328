import {Injectable} from '@nestjs/common';
import {addDays, startOfDay, type Day} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import type {Tx} from '@app/platform';

/** One day of somebody, as they are reminded of it. */
export interface DayAhead {
  personId: string;
  visits: {startsAt: Date; endsAt: Date; who: string; side: 'holder' | 'worker'}[];
}

export interface ReminderRule {
  /** How many days before; nought where the council reminds nobody. */
  daysBefore: number;
  /** From which hour of London's clock on. */
  atHour: number;
}

interface Row {
  startsAt: Date;
  endsAt: Date;
  holder: {id: string; name: string};
  listing: {id: string; name: string};
  sharers: {id: string; away: boolean}[] | null;
}

/** Whom to remind of what is promised for a day: those who are supported, and those who come. It asks nobody's permission. */
@Injectable()
export class ReminderFacts {
  constructor(private readonly owners: ListingOwners) {}

  /** The council's own; until it has one, what every council starts with. */
  async rule(tx: Tx, councilId: string, day: Day): Promise<ReminderRule> {
    const [rule] = await tx.query<[ReminderRule]>(
      `SELECT days_before AS "daysBefore", at_hour AS "atHour" FROM reminder_rule
       WHERE (council_id = $1 OR council_id IS NULL) AND starts_on <= $2
       ORDER BY council_id NULLS LAST, starts_on DESC LIMIT 1`,
      [councilId, day],
    );
    return rule;
  }

  /** Each person once, with all of their day. */
  async on(tx: Tx, day: Day): Promise<DayAhead[]> {
    const rows = await tx.query<Row[]>(VISITS, [startOfDay(day), startOfDay(addDays(day, 1))]);
    const days = new Map<string, DayAhead>();
    const workers = new Map<string, string[]>();
    const note = (personId: string, visit: DayAhead['visits'][number]) => {
      const known = days.get(personId) ?? {personId, visits: []};
      known.visits.push(visit);
      days.set(personId, known);
    };
    for (const {startsAt, endsAt, holder, listing, sharers} of rows) {
      const supported = sharers ? sharers.filter(({away}) => !away).map(({id}) => id) : [holder.id];
      for (const id of supported) note(id, {startsAt, endsAt, who: listing.name, side: 'holder'});
      const coming = workers.get(listing.id) ?? (await this.owners.peopleOf(tx, listing.id));
      workers.set(listing.id, coming);
      for (const id of coming) note(id, {startsAt, endsAt, who: holder.name, side: 'worker'});
    }
    return [...days.values()];
  }
}

const VISITS = `
  SELECT v.starts_at AS "startsAt", v.ends_at AS "endsAt", json_build_object('id', h.id, 'name', h.name) AS holder,
         json_build_object('id', l.id, 'name', l.name) AS listing,
         (SELECT json_agg(json_build_object('id', m.person_id, 'away', EXISTS (
             SELECT FROM shared_absence a WHERE a.visit_id = v.id AND a.member_id = m.id)))
          FROM shared_member m WHERE m.shared_id = b.shared_id AND m.state IN ('agreed', 'leaving')) AS sharers
  FROM visit v JOIN booking b ON b.id = v.booking_id JOIN listing l ON l.id = b.listing_id JOIN person h ON h.id = b.holder_id
  WHERE v.state = 'accepted' AND v.starts_at >= $1 AND v.starts_at < $2 ORDER BY v.starts_at, v.id`;
