import type {Power} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import type {TestPerson} from './people.js';
import {terms, type Scenario, type TestListing} from './scenario.js';

/** A plan of one person’s, and what is proposed to them, as far as a route needs it to be there. */
export class PlanRows {
  static readonly content = {revision: 0, outcomes: [{text: 'To go out again.'}], help: [], risks: [], times: []};
  plan = '';
  proposal = '';

  constructor(
    private readonly scenario: Scenario,
    private readonly holder: TestPerson,
    private readonly provider: TestListing,
  ) {}

  async planned(state: 'draft' | 'offered' | null): Promise<void> {
    const {world, council: council_id} = this.scenario;
    // Past what keeps an offered plan as it is.
    await world.owner.query(`BEGIN; SET LOCAL session_replication_role = replica;
      DELETE FROM plan_item; DELETE FROM plan_time; DELETE FROM support_plan; COMMIT`);
    if (!state) return;
    const person_id = this.holder.personId;
    this.plan = await world.add('support_plan', {council_id, person_id, number: 1, started_by: person_id});
    const item = {council_id, plan_id: this.plan, position: 0, kind: 'outcome', text: 'To go out again.'};
    await world.add('plan_item', item);
    await world.owner.query(`UPDATE support_plan SET state = $2 WHERE id = $1 AND state <> $2`, [this.plan, state]);
  }

  /** Nothing is agreed or proposed with the provider. */
  async noTerms(): Promise<void> {
    await this.scenario.world.owner.query(
      `DELETE FROM proposal; UPDATE engagement SET state = 'declined' WHERE state = 'proposed'`,
    );
  }

  /** Terms that wait for a yes, by somebody who is not to answer them. */
  async proposed(by: TestPerson): Promise<void> {
    await this.noTerms();
    this.proposal = await this.scenario.world.add('proposal', {
      council_id: this.scenario.council,
      person_id: this.holder.personId,
      listing_id: this.provider.id,
      kind: 'terms',
      employment: 'self_employed',
      starts_on: londonDay(new Date()),
      rates: JSON.stringify([{band: 'weekday', unit: 'hour', ratePence: 1_450}]),
      proposed_by: by.personId,
    });
  }

  proposing(): object {
    const {listing_id, ...offered} = terms(this.provider) as {listing_id: string};
    return {listing_id, terms: offered};
  }
}

export type Attempt = [route: string, path: () => string, body?: () => object, before?: () => Promise<void>];

/** What attempts are made with, once it is there. */
export interface AttemptsOf {
  scenario: () => Scenario;
  holder: () => TestPerson;
}

/** What the powers about plans, proposals and back-up open. */
export function planAttempts(rows: () => PlanRows, helper: () => TestPerson): Partial<Record<Power, Attempt[]>> {
  const plan = (step = '') => `/plans/${rows().plan}${step}`;
  const draft = () => rows().planned('draft');
  return {
    see_plan: [
      ['GET /plans', () => '/plans'],
      ['GET /plans/:id', () => plan(), undefined, draft],
    ],
    write_plan: [
      ['POST /plans', () => '/plans', undefined, () => rows().planned(null)],
      ['PUT /plans/:id', () => plan(), () => PlanRows.content, draft],
      ['POST /plans/:id/offer', () => plan('/offer'), undefined, draft],
      ['POST /plans/:id/change', () => plan('/change'), () => ({}), () => rows().planned('offered')],
    ],
    agree_plan: [['POST /plans/:id/agree', () => plan('/agree'), undefined, draft]],
    propose: [
      ['POST /proposals', () => '/proposals', () => rows().proposing(), () => rows().noTerms()],
      [
        'POST /proposals/:id/withdraw',
        () => `/proposals/${rows().proposal}/withdraw`,
        undefined,
        () => rows().proposed(helper()),
      ],
    ],
    see_backup: [['GET /backup', () => '/backup']],
    write_backup: [['PUT /backup', () => '/backup', () => ({contacts: []})]],
  };
}

/** A body for an advert. */
export const wantedHelp = () => ({
  title: 'Garden',
  text: 'Two hours.',
  services: ['gardening'],
  near: 'NG1 5DT',
  closes_on: addDays(londonDay(new Date()), 7),
});

/** Routes that take or give a file; tests/integration/ledger/purchases.spec.ts walks them. */
export const WITH_FILES = ['POST /purchases/:id/files', 'GET /purchases/:id/files/:file'];

/** What the power to approve spending opens beside hours. */
export function purchaseAttempts({scenario, holder, line}: AttemptsOf & {line: () => string}): Attempt[] {
  let purchase = '';
  const bought = () => ({
    budget_line_id: line(),
    what: 'Coffee',
    bought_on: londonDay(new Date()),
    pence: 100,
    paid_with: 'cash',
  });
  const buy = async () => {
    const made = await scenario().call(holder(), 'post', '/purchases', bought()).expect(201);
    purchase = (made.body as {id: string}).id;
  };
  const back = () => `/purchases/${purchase}/take-back`;
  return [
    ['POST /purchases', () => '/purchases', bought],
    ['POST /purchases/:id/take-back', back, () => ({reason: 'It was another day.'}), buy],
  ];
}
