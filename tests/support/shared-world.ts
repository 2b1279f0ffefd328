import {expect} from '@jest/globals';
import {londonDay} from '@app/kernel';
import {boxes} from './day-boxes.js';
import type {PagesApp} from './pages-app.js';
import type {TestPerson} from './people.js';
import {at, type Scenario, type TestListing} from './scenario.js';
import {Visitor} from './visitor.js';

export interface Sharer {
  person: TestPerson;
  line: string;
  visitor: Visitor;
}

/** People who share visits of a provider, on its pages. */
export class SharedWorld {
  constructor(
    private readonly scenario: Scenario,
    private readonly pages: PagesApp,
    private readonly provider: TestListing,
  ) {}

  async somebody(weeklyPence = 10_000): Promise<Sharer> {
    this.scenario.api.clock.back();
    const person = await this.scenario.holder();
    const line = await this.scenario.line(person, weeklyPence);
    return {person, line, visitor: new Visitor(this.pages, person)};
  }

  /** Two hours for £29, started by somebody and joined by others to whom all said yes. */
  async shared(people: readonly Sharer[], more: Record<string, string> = {}): Promise<string> {
    const [first, ...others] = people as [Sharer, ...Sharer[]];
    const form = {
      ...{title: 'Trip to the lake', starts: '10am', ends: '12pm', share_by: 'equal', absence: 'absent_pays'},
      ...{...boxes('date', londonDay(new Date(at(1, 2, '10:00')))), line: first.line},
      ...more,
    };
    const made = await first.visitor.post(`/listings/${this.provider.id}/share`, form);
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(made.text)?.[0] ?? made.text;
    const id = /\/shared\/([\w-]{36})/.exec(made.html)?.[1] ?? '';
    for (const [place, each] of others.entries()) {
      const weight: Record<string, string> = form.share_by === 'minutes' ? {minutes: '30'} : {share: '25'};
      const asked = await each.visitor.post('/shared/join/ask', {code: code.toLowerCase(), line: each.line, ...weight});
      expect([asked.status, asked.location]).toEqual([303, `/shared/${id}`]);
      for (const one of people.slice(0, place + 1)) await this.sayYes(one, id);
    }
    return id;
  }

  async sayYes({visitor}: Sharer, id: string): Promise<void> {
    const yes = /\/shared\/[^"]+\/yes/.exec((await visitor.get(`/shared/${id}`)).html)?.[0] ?? 'nothing to say yes to';
    expect((await visitor.post(yes)).status).toBe(303);
  }

  /** What is held, committed and spent of each line. */
  figures(lines: readonly string[]): Promise<(number | undefined)[][]> {
    return Promise.all(
      lines.map(async (line) => {
        const [row] = await this.scenario.world.owner.query<{held: number; committed: number; spent: number}[]>(
          `SELECT sum(held_pence)::int AS held, sum(committed_pence)::int AS committed, sum(spent_pence)::int AS spent
           FROM period_balance b JOIN budget_period p ON p.id = b.period_id WHERE p.line_id = $1`,
          [line],
        );
        return [row?.held, row?.committed, row?.spent];
      }),
    );
  }

  async bookingOf(id: string): Promise<{booking: string; visit: string}> {
    const sql = `SELECT s.booking_id AS booking, v.id AS visit FROM shared_support s JOIN visit v ON v.booking_id = s.booking_id WHERE s.id = $1`;
    const [row] = await this.scenario.world.owner.query<{booking: string; visit: string}[]>(sql, [id]);
    return row ?? {booking: '', visit: ''};
  }

  async accept(booking: string): Promise<void> {
    await this.scenario.call(this.provider.person, 'post', `/bookings/${booking}/accept`).expect(200);
  }

  async workedAndApproved(visit: string, organiser: Sharer): Promise<void> {
    this.scenario.api.clock.travelTo(at(1, 2, '13:00'));
    const hours = {started_at: at(1, 2, '10:00'), ended_at: at(1, 2, '12:00')};
    await this.scenario.call(this.provider.person, 'post', `/visits/${visit}/hours`, hours).expect(200);
    await this.scenario.call(organiser.person, 'post', `/visits/${visit}/approve`).expect(200);
  }
}
