import {FixedClock} from '@app/kernel';
import type {Environment} from '@app/platform';
import {seedApplications} from './seed-applications.js';
import {seedCommons} from './seed-commons.js';
import {seedBeyond} from './seed-beyond.js';
import {seedEnquiries} from './seed-applying.js';
import type {History} from './history.js';
import {seedChoices} from './seed-choices.js';
import {seedDesk} from './seed-desk.js';
import {seedEnterprises} from './seed-enterprises.js';
import {seedMoney} from './seed-money.js';
import {seedJourney} from './seed-journey.js';
import {seedReaching} from './seed-reaching.js';
import {planStricterVersion} from './schemes.js';
import {seedFormerRegister} from './seed-former-register.js';
import {seedReviews} from './seed-reviews.js';
import {seedTogether} from './seed-together.js';
import {seedPlans} from './seed-plans.js';
import {withUseCases} from './use-cases.js';

/** What people have done so far: support agreed, booked and given, and applications at the council. */
export async function seedHistory(
  environment: Environment,
  seeded: Pick<History, 'councilId' | 'people' | 'listings'>,
): Promise<void> {
  const now = new Date();
  const clock = new FixedClock(now);
  await withUseCases(environment, clock, async (app) => {
    const history = {app, clock, now, ...seeded};
    await seedJourney(history);
    await seedTogether(history);
    await seedPlans(history);
    await seedMoney(history);
    await seedReviews(history);
    await seedBeyond(history);
    await seedApplications(history);
    await seedDesk(history);
    await seedEnquiries(history);
    await seedFormerRegister(history);
    clock.set(now);
    await seedReaching(history);
    await seedCommons(history);
    await seedEnterprises(history);
    await seedChoices(history);
    await planStricterVersion(history);
  });
}
