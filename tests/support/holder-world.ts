import {londonDay} from '@app/kernel';
import {DEFAULT_BANDS, RateBands} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import type {Page} from './page.js';
import {startPages, type PagesApp} from './pages-app.js';
import {PASSWORD, type TestPerson} from './people.js';
import {at, Scenario, type TestListing} from './scenario.js';

/** Bank holidays cost what weekdays do, so that sums are the same whenever the tests run. */
const RATES = [
  {band: 'weekday', unit: 'hour', ratePence: 1_450},
  {band: 'evening', unit: 'hour', ratePence: 1_600},
  {band: 'weekend', unit: 'hour', ratePence: 1_750},
  {band: 'bank_holiday', unit: 'hour', ratePence: 1_450},
  {band: 'sleep_in', unit: 'night', ratePence: 6_500},
];

/** A council with a PA, a provider and somebody with a budget, and the pages in front of them. */
export class HolderWorld {
  private constructor(
    readonly scenario: Scenario,
    readonly pages: PagesApp,
    readonly pa: TestListing,
    readonly provider: TestListing,
  ) {}

  static async open(): Promise<HolderWorld> {
    const scenario = await Scenario.open({pages: true});
    const {app} = scenario.api;
    await app
      .get(UnitOfWork)
      .run(scenario.council, (tx) => app.get(RateBands).set(tx, scenario.council, '2020-01-01', DEFAULT_BANDS));
    const provider = await scenario.provider(3, scenario.council, {
      columns: {
        name: 'Sherwood Gardens and Odd Jobs',
        summary: 'Gardening and small repairs by two people who like to chat.',
        district: 'Sherwood',
        travel_km: 8,
        ways_of_paying: ['direct_payment', 'managed', 'own_money'],
      },
      services: ['gardening', 'handy_person'],
      rates: [{band: 'weekday', unit: 'hour', ratePence: 1_800}],
    });
    const pages = await startPages(scenario.database, scenario.api.clock);
    return new HolderWorld(scenario, pages, await newPa(scenario), provider);
  }

  async close(): Promise<void> {
    await this.pages?.close();
    await this.scenario.close();
  }

  /** Somebody with a direct payment and, when asked, a second line. */
  async holder(weeklyPence = 25_000, secondWeeklyPence = 0): Promise<TestPerson & {lines: string[]}> {
    const holder = await this.scenario.holder();
    const lines = [await this.scenario.line(holder, weeklyPence)];
    if (secondWeeklyPence) lines.push(await this.scenario.line(holder, secondWeeklyPence, {deployment: 'managed'}));
    return {...holder, lines};
  }

  newPa(): Promise<TestListing> {
    return newPa(this.scenario);
  }
}

function newPa(scenario: Scenario): Promise<TestListing> {
  return scenario.pa(scenario.council, {
    columns: {
      name: 'Amina K.',
      summary: 'Friendly help at home and out, mornings and weekends.',
      about:
        'I have worked with people for ten years, most of them living with dementia.\n\n' +
        'I like cooking, music and a good laugh. I am patient, and I am never late.',
      district: 'Nottingham',
      travel_km: 12,
      gender: 'female',
      languages: ['en', 'ur', 'bfi'],
      needs: ['dementia', 'sensory'],
      drives: true,
      ways_of_paying: ['direct_payment', 'own_money'],
    },
    services: ['companionship', 'meals', 'going_out', 'personal_care'],
    rates: RATES,
    checkedOn: '2026-03-03',
  });
}

/** Through the page on which they are, as a person does it. */
export async function fillInSignIn(page: Page, person: TestPerson): Promise<void> {
  await page.fill('Email address', person.email);
  await page.fill('Password', PASSWORD);
  await page.submit('Sign in');
}

export async function signIn(page: Page, person: TestPerson): Promise<void> {
  await page.goto('/sign-in');
  await fillInSignIn(page, person);
}

/** A day of a week some weeks from now. */
export function dayAhead(weeks: number, isoWeekday: number): string {
  return londonDay(new Date(at(weeks, isoWeekday, '12:00')));
}
