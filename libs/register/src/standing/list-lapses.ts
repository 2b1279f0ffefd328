import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {addDays, Clock, forbidden, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {findLapses, type Lapsing} from '../renewal/find-lapses.js';

/** Somebody who came off the register longer ago than this is not about to be helped back onto it. */
export const LAPSED_DAYS = 30;

export interface LapseQuery {
  /** How far ahead to look. */
  withinDays: number;
  /** Only those of whom this requirement lapses, by its code. */
  requirement?: string | undefined;
  page: number;
  perPage: number;
}

/** A member of the register of whom something lapses soon, or who came down lately, unless evidence is renewed. */
export interface Lapse extends Omit<Lapsing, 'subjectId'> {
  name: string;
  /** When they were last reminded of what lapses. */
  remindedOn: Day | null;
  /** Codes of what they have said they have anew. */
  asked: string[];
}

export interface Lapses {
  items: Lapse[];
  total: number;
  /** Every requirement that lapses of anybody in that time, to choose from. */
  requirements: {code: string; title: string}[];
}

/** Of whom something lapses before long, and whom a lapse or a withdrawal took off the register lately; the most pressing first. */
@Injectable()
export class ListLapses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  run(principal: Principal, query: LapseQuery): Promise<Lapses> {
    if (!principal.permissions.has('application:queue')) throw forbidden('You do not have permission to do this.');
    const today = londonDay(this.clock.now());
    const until = addDays(today, query.withinDays);
    return this.uow.run(principal.councilId, async (tx) => {
      const all = await findLapses(tx, {today, until, since: addDays(today, -LAPSED_DAYS)});
      const titles = new Map(all.flatMap((each) => each.requirements.map(({terms}) => [terms.code, terms.title])));
      const wanted = query.requirement
        ? all.filter((each) => each.requirements.some(({terms}) => terms.code === query.requirement))
        : all;
      const from = (query.page - 1) * query.perPage;
      return {
        items: await this.named(tx, wanted.slice(from, from + query.perPage)),
        total: wanted.length,
        requirements: [...titles]
          .map(([code, title]) => ({code, title}))
          .sort((a, b) => a.title.localeCompare(b.title, 'en-GB')),
      };
    });
  }

  private async named(tx: Tx, lapses: readonly Lapsing[]): Promise<Lapse[]> {
    const names = await this.names.of(
      tx,
      lapses.map((each) => each.subjectId),
    );
    const told = await tx.query<{memberId: string; remindedOn: Day | null; asked: string[]}[]>(
      `SELECT m.id AS "memberId", (SELECT max(sent_on) FROM lapse_reminder r WHERE r.member_id = m.id) AS "remindedOn",
              ARRAY(SELECT requirement || ' ' || coalesce(lapses_on::text, '') FROM renewal_request q WHERE q.member_id = m.id) AS asked
       FROM unnest($1::uuid[]) AS m (id)`,
      [lapses.map((each) => each.memberId)],
    );
    const of = new Map(told.map((each) => [each.memberId, each]));
    return lapses.map(({subjectId, ...lapse}) => {
      const {remindedOn = null, asked = []} = of.get(lapse.memberId) ?? {};
      const open = lapse.requirements.filter((each) => asked.includes(`${each.terms.code} ${each.lapsesOn ?? ''}`));
      return {...lapse, name: names.get(subjectId) ?? '', remindedOn, asked: open.map((each) => each.terms.code)};
    });
  }
}
