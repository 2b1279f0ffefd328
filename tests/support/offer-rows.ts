import {londonDay} from '@app/kernel';
import type {Scenario} from './scenario.js';

const LONG_AGO = '2020-01-01';

/** A council’s own services and rules, and what a provider offers. */
export async function offers({world}: Scenario, council: string, listing: string): Promise<void> {
  const service = await world.add('service', {
    council_id: council,
    code: 'own_service',
    name: 'Own service',
    description: 'Known here only.',
    personal_care_said_at: new Date(),
  });
  await world.add('listing_service', {council_id: council, listing_id: listing, service_id: service}, 'listing_id');
  await world.add('regulation_rule', {
    council_id: council,
    service_code: 'own_service',
    kind: 'pa',
    needs: 'cqc_provider_id',
    reason: 'For a test',
    source: 'For a test',
    starts_on: LONG_AGO,
  });
  await world.add('rate_band_rule', {
    council_id: council,
    band: 'evening',
    weekdays: [1, 2, 3, 4, 5],
    from_time: '18:00',
    to_time: '24:00',
    source: 'For a test',
    starts_on: LONG_AGO,
  });
  await world.add('wage', {
    council_id: council,
    listing_id: listing,
    band: 'weekday',
    unit: 'hour',
    rate_pence: 1_300,
    starts_on: LONG_AGO,
  });
  const [{person}] = await world.owner.query<[{person: string}]>(
    `SELECT id AS person FROM person WHERE council_id = $1 LIMIT 1`,
    [council],
  );
  await world.add(
    'listing_draft',
    {
      council_id: council,
      listing_id: listing,
      profile: {summary: 'For a test'},
      changed_at: new Date(),
      changed_by: person,
    },
    'listing_id',
  );
  await world.add('mileage_rate', {council_id: council, listing_id: listing, mile_pence: 45, starts_on: LONG_AGO});
  const offer = await world.add('offer', {
    council_id: council,
    listing_id: listing,
    kind: 'group',
    title: 'Lunch club',
    capacity: 12,
  });
  await world.add('offer_price', {council_id: council, offer_id: offer, price_pence: 800, starts_on: LONG_AGO});
  await world.add('offer_session', {
    council_id: council,
    offer_id: offer,
    starts_at: new Date(Date.now() + 5 * 86_400_000),
    ends_at: new Date(Date.now() + 5 * 86_400_000 + 7_200_000),
    place: 'The hall',
    capacity: 12,
  });
  const today = londonDay(new Date());
  await world.add('availability_exception', {
    council_id: council,
    listing_id: listing,
    starts_on: today,
    ends_on: today,
    available: false,
  });
}
