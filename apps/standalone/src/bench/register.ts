import {connection} from '@app/platform';
import {DataSource} from 'typeorm';
import type {Bench} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {makeRegister} from './register-world.js';
import {benchStanding} from './standing.js';

const MEMBERS = 100_000;
const OPEN = 20_000;

/** A register after five years: the standing of one and of all. */
export const benchRegister: Bench = async (options, report) => {
  const servers = await startBenchServers({search: false});
  const superuser = await new DataSource(connection(servers.superuserUrl)).initialize();
  try {
    const [members = MEMBERS] = options.sizes;
    const world = await makeRegister(superuser, {members, open: Math.round((members * OPEN) / MEMBERS)}, report);
    await benchStanding(world, members, servers.environment, options, report);
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};
