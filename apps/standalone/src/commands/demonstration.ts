import {loadReferenceData} from '@app/geography';
import {DomainError} from '@app/kernel';
import {migrate, type Environment} from '@app/platform';
import {loadDemonstrationOnce} from '../demonstration/first-run.js';
import {ListingSeeder} from '../made-up/listing-seeder.js';
import {withOwner} from '../owner.js';
import {withEnvironment, type Outcome} from './command.js';
import {grouped, Progress} from './progress.js';
import {rebuilt, rebuildSearch} from './search.js';

export interface DemonstrationOptions {
  /** So many made-up listings all over England, beside the demonstration's own. */
  listings?: number;
}

const AT_ONCE = 1_000;

/** The made-up people and organisations, into an installation that has none of its own; listings too, where wanted. */
export function demonstrationLoad({listings}: DemonstrationOptions): Promise<Outcome> {
  return withEnvironment({search: listings !== undefined}, async (environment) => {
    if (environment.production) throw notHere('This is a production installation: nothing made up belongs here.');
    await migrate(environment.ownerUrl);
    await loadReferenceData(environment.ownerUrl);
    const loaded = await loadDemonstrationOnce(environment);
    const lines = [
      loaded ? 'The demonstration is loaded.' : 'There are councils already: no demonstration was loaded.',
    ];
    if (listings === undefined) return {ok: true, lines, data: {loaded}};
    const made = await makeUp(environment, listings);
    const search = await rebuildSearch(environment);
    return {
      ok: true,
      lines: [...lines, `${grouped(made)} listings were made up.`, rebuilt(search)],
      data: {loaded, made, search},
    };
  });
}

/** Through every rule of the database, so that none of them is what the product itself would refuse. */
function makeUp(environment: Environment, listings: number): Promise<number> {
  return withOwner(environment, async (owner) => {
    const [found] = await owner.query<[{demonstration: boolean}]>(
      `SELECT has_demonstration_accounts() AS demonstration`,
    );
    if (!found.demonstration) {
      throw notHere('This installation has councils of its own: listings are made up only beside the demonstration.');
    }
    const progress = new Progress();
    const seeder = await ListingSeeder.open(owner, {unchecked: false, atOnce: AT_ONCE});
    return seeder
      .upTo(listings, (done, of) => progress.counted('Listings made up', done, of))
      .finally(() => progress.end());
  });
}

const notHere = (message: string) => new DomainError('conflict', 'NOT_A_DEMONSTRATION', message);
