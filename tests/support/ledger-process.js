/**
 * A process of its own that moves money as it is told, message by message, and says what came of each: something that
 * can really be killed. Started anew it first goes on with the imports that were left half way, as the worker does.
 */
import 'reflect-metadata';
import '../../dist/libs/bookings/src/index.js';
import '../../dist/libs/choices/src/index.js';
import '../../dist/libs/conversations/src/index.js';
import '../../dist/libs/directory/src/index.js';
import '../../dist/libs/plans/src/index.js';
import '../../dist/libs/insight/src/index.js';
import '../../dist/libs/notifications/src/index.js';
import '../../dist/libs/search/src/index.js';
import {
  ApplyAllocations,
  CloseAllocations,
  Ledger,
  PrepareAllocations,
  SettleLine,
} from '../../dist/libs/allocations/src/index.js';
import {AuditTrail, permissionsOf, ROLES} from '../../dist/libs/identity/src/index.js';
import {DomainError, SystemClock} from '../../dist/libs/kernel/src/index.js';
import {databaseError, readEnvironment, servingOptions, UnitOfWork} from '../../dist/libs/platform/src/index.js';
import {DataSource, getMetadataArgsStorage} from 'typeorm';

const [url, council, first, second, poolSize] = process.argv.slice(2);
const environment = readEnvironment({NODE_ENV: 'test', DATABASE_URL: url});
const entities = getMetadataArgsStorage().tables.map((table) => table.target);
const database = await new DataSource({
  ...servingOptions(environment),
  entities,
  poolSize: Number(poolSize),
}).initialize();

const uow = new UnitOfWork(database);
const [ledger, audit, clock] = [new Ledger(), new AuditTrail(), new SystemClock()];
const settle = new SettleLine(ledger);
// What would wait in the queue is done at once here; what was left is looked for at the start.
const jobs = {add: async () => {}};
const prepare = new PrepareAllocations(uow, audit, clock);
const close = new CloseAllocations(uow, jobs, audit);
const apply = new ApplyAllocations(uow, settle, audit, clock, jobs, {register: () => {}});

const staff = (personId) => ({
  ...{councilId: council, personId, accountId: personId, sessionId: personId, name: '', actingFor: null},
  ...{roles: ROLES, permissions: permissionsOf(ROLES)},
});

const MOVES = {
  hold: (tx, cause, {one}) => ledger.hold(tx, cause, one),
  commit: (tx, cause, {one}) => ledger.commit(tx, cause, one),
  'hold and commit': (tx, cause, {one}) => ledger.holdCommitted(tx, cause, one),
  'release held': (tx, cause, {one}) => ledger.release(tx, cause, 'held', one),
  'release committed': (tx, cause, {one}) => ledger.release(tx, cause, 'committed', one),
  spend: (tx, cause, {period, pence, spent}) => ledger.spend(tx, cause, [{periodId: period, committed: pence, spent}]),
  buy: (tx, cause, {one}) => ledger.buy(tx, cause, one),
  keep: (tx, cause, {one}) => ledger.ringFence(tx, cause, 'keep', one),
  'roll over': (tx, cause, {period, pence, next}) => ledger.rollOver(tx, cause, {periodId: period, pence}, next),
  adjust: (tx, cause, {period, pence}) =>
    ledger.adjust(tx, cause, 'adjust', [{periodId: period, allocatedPence: pence, contributionPence: 0}]),
  'adjust back': (tx, cause, {period, pence}) =>
    ledger.adjust(tx, cause, 'adjust', [{periodId: period, allocatedPence: -pence, contributionPence: 0}]),
  // Done and taken back in one: nothing is left of it.
  reverse: async (tx, cause, {one}) => {
    await ledger.hold(tx, cause, one);
    await ledger.reverse(tx, cause, cause.id);
  },
  close: (tx, _, {closing}) =>
    tx.query(`UPDATE period_balance SET closed_at = now() WHERE period_id = $1 AND closed_at IS NULL`, [closing]),
};

async function takeIn({file}) {
  const {id} = await prepare.run(staff(first), {content: file, dates: 'iso', dryRun: false});
  if (!id) return;
  await close.confirm(staff(second), id);
  await apply.run(council, id);
}

async function act(operation) {
  if (operation.act === 'import') return takeIn(operation);
  const cause = {councilId: council, kind: 'chaos', id: operation.id};
  const one = [{periodId: operation.period, pence: operation.pence}];
  return uow.run(council, (tx) => MOVES[operation.act](tx, cause, {...operation, one}));
}

const left = await uow.run(council, (tx) =>
  tx.query(`SELECT id FROM allocation_import WHERE outcome = 'confirmed' AND finished_at IS NULL`),
);
for (const {id} of left) await apply.run(council, id);

process.on('message', async (operation) => {
  const outcome = await act(operation).then(
    () => 'done',
    (error) =>
      error instanceof DomainError || databaseError(error)?.code === '23514' ? 'refused' : String(error.stack ?? error),
  );
  process.send({id: operation.id, outcome});
});
process.send({ready: true});
