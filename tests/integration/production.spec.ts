import {afterAll, beforeAll, expect, it} from '@jest/globals';
import {startApi} from '../support/app.js';
import {testDatabase, type TestDatabase} from '../support/database.js';
import {World} from '../support/people.js';

const SECRET = 'a secret of at least thirty-two characters';
const VARIABLES = {
  NODE_ENV: 'production',
  COOKIE_SECRET: SECRET,
  FILES_KEY: SECRET,
  PUBLIC_URL: 'https://care.example',
};

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

it('production starts without demonstration accounts, and not with one', async () => {
  const api = await startApi(database);
  const world = await World.open(database, api);
  const person = await world.person(await world.council('nottinghamshire'), 'Amina Khan', ['pa']);
  await (await startApi(database, {variables: VARIABLES})).close();

  await world.owner.query(`UPDATE account SET email = 'pa@demo.example' WHERE person_id = $1`, [person.personId]);
  await expect(startApi(database, {variables: VARIABLES})).rejects.toThrow(
    'the demonstration’s accounts are in this database; production needs a database without them',
  );
  await (await startApi(database)).close();
  await world.close();
  await api.close();
});
