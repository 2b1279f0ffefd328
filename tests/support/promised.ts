import type {TestPerson} from './people.js';
import {at, booking, type Scenario, type TestListing} from './scenario.js';

const HOUR = 3_600_000;

export interface Party {
  holder: TestPerson;
  line: string;
}

export interface Promised extends Party {
  provider: TestListing;
  booking: string;
  visit: string;
}

export const later = (instant: string, hours = 1) => new Date(Date.parse(instant) + hours * HOUR).toISOString();

/** Visits of an hour that a provider promised, with what may become of them: what races of visits start from. */
export class PromisedWorld {
  constructor(private readonly scenario: Scenario) {}

  async party(): Promise<Party> {
    const holder = await this.scenario.holder();
    return {holder, line: await this.scenario.line(holder, 20_000)};
  }

  async promised(startsAt = at(2, 2, '09:00'), who?: TestListing): Promise<Promised> {
    const [provider, {holder, line}] = [who ?? (await this.scenario.provider(1)), await this.party()];
    const body = booking(provider, line, startsAt, later(startsAt));
    const made = await this.scenario.call(holder, 'post', '/bookings', body).expect(201);
    const {id, visits} = made.body as {id: string; visits: {id: string}[]};
    await this.scenario.call(provider.person, 'post', `/bookings/${id}/accept`).expect(200);
    return {holder, line, provider, booking: id, visit: visits[0]?.id ?? ''};
  }

  /** The holder would like another time, and the provider has not answered. */
  async proposed({holder, visit}: Promised, startsAt: string): Promise<string> {
    const body = {reach: 'one', starts_at: startsAt, ends_at: later(startsAt)};
    const made = await this.scenario.call(holder, 'post', `/visits/${visit}/changes`, body).expect(201);
    return (made.body as {id: string}).id;
  }

  /** Somebody is asked to come instead. */
  async asked({holder, visit}: Promised): Promise<{ask: string; backup: TestListing; request: string}> {
    const backup = await this.scenario.provider(1);
    const contacts = [{kind: 'provider', listing_id: backup.id, name: 'Help at hand', phone: '01632 960001'}];
    await this.scenario.call(holder, 'put', '/backup', {contacts}).expect(200);
    const made = await this.scenario.call(holder, 'post', `/visits/${visit}/cover`).expect(201);
    const {id, asks} = made.body as {id: string; asks: {id: string}[]};
    return {ask: asks[0]?.id ?? '', backup, request: id};
  }

  /** What is held, promised and spent of a line. */
  async money(line: string): Promise<number[]> {
    const [row] = await this.scenario.world.owner.query<{figures: number[]}[]>(
      `SELECT ARRAY[sum(held_pence), sum(committed_pence), sum(spent_pence)]::int[] AS figures
       FROM period_balance b JOIN budget_period p ON p.id = b.period_id WHERE p.line_id = $1`,
      [line],
    );
    return row?.figures ?? [];
  }
}
