import {connection} from '@app/platform';
import {DataSource} from 'typeorm';
import type {Bench} from './bench.js';
import {startBenchServers} from './bench-servers.js';
import {benchDecision} from './decision.js';
import {benchQueue} from './queue.js';
import {makeRegister} from './register-world.js';
import {benchStanding} from './standing.js';

const MEMBERS = 100_000;
const OPEN = 20_000;

/** A register after five years: the standing of one and of all, the vetting queue, a decision. */
export const benchRegister: Bench = async (options, report) => {
  const servers = await startBenchServers({search: false});
  const superuser = await new DataSource(connection(servers.superuserUrl)).initialize();
  try {
    const [members = MEMBERS] = options.sizes;
    const open = Math.round((members * OPEN) / MEMBERS);
    const world = await makeRegister(superuser, {members, open}, report);
    await benchStanding(world, members, servers.environment, options, report);
    await benchQueue(world, open, servers.environment, options, report);
    await benchDecision(world, superuser, members, servers.environment, options, report);
  } finally {
    await superuser.destroy();
    await servers.stop();
  }
};
