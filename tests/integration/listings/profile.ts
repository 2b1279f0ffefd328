import type {World} from '../../support/people.js';

export const PROFILE = {
  name: 'Amina K.',
  summary: 'Friendly help at home and out, mornings and weekends.',
  about: 'I have worked with people for ten years.\n\nI like cooking & music.',
  postcode: 'ng15dt',
  travel_km: 12,
  gender: 'female',
  languages: ['en', 'bfi'],
  needs: ['dementia', 'sensory'],
  taking_on: 'yes',
  drives: true,
  ways_of_paying: ['direct_payment', 'own_money'],
};

/** Where the postcode of the profile is: the one place these tests know. */
export const HOME = {latitude: 52.953417, longitude: -1.150372};

export async function seedPostcode(world: World): Promise<void> {
  await world.owner.query(`INSERT INTO postcode (code, latitude, longitude, district_code) VALUES ($1, $2, $3, $4)`, [
    'NG15DT',
    HOME.latitude,
    HOME.longitude,
    'E06000018',
  ]);
}
