import {connection} from '@app/platform';
import {DataSource} from 'typeorm';
import {benchAccessExport} from './access-export.js';
import type {Bench, BenchOptions, BenchReport} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import type {PeopleWorld} from './people-world.js';
import {benchLettingIn} from './letting-in.js';
import {benchRelay} from './relay.js';
import {benchSignIn} from './sign-in.js';

type PeopleCase = (world: PeopleWorld, options: BenchOptions, report: BenchReport) => Promise<void>;

/** Another case is a file and a line here. */
const CASES: readonly PeopleCase[] = [benchRelay, benchAccessExport, benchLettingIn, benchSignIn];

/** People: being told, signing in, being let in, and having what is kept of one. */
export const benchPeople: Bench = async (options, report) => {
  const servers = await startBenchServers({search: true});
  const superuser = await new DataSource({...connection(servers.superuserUrl), poolSize: 4}).initialize();
  try {
    const [row] = await superuser.query<{id: string}[]>(
      `INSERT INTO council (code, name, area, email, phone, phone_hours)
       VALUES ('bench', 'Bench County Council', 'Bench', 'help@bench.example', '01632 960000', 'Always') RETURNING id`,
    );
    const {environment, superuserUrl} = servers;
    const world = {environment, superuser, superuserUrl, councilId: row?.id ?? ''};
    for (const each of CASES) await each(world, options, report);
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};
