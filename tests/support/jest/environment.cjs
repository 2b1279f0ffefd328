const {setTimeout: pause} = require('node:timers/promises');
const {ModuleMocker} = require('jest-mock');

/** No test is given less: limits in test files are of a quick machine with nothing else to do. */
const PATIENCE_MS = 180_000;

const DAY_S = 86_400;
/** More than any test file takes. */
const FILE_S = 180;
const london = new Intl.DateTimeFormat('en-GB', {timeZone: 'Europe/London', timeStyle: 'medium'});

/** No file begins just before midnight in London: what it calls today would be yesterday before it ends. */
async function awayFromMidnight() {
  const [hours, minutes, seconds] = london.format().split(':').map(Number);
  const left = DAY_S - (hours * 3600 + minutes * 60 + seconds);
  if (left <= FILE_S) await pause((left + 1) * 1_000);
}

/** What Circus leaves of a test file: its hooks, and through them all that it made, and who hears what happens in it. */
const OF_A_FILE = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);

/** The process's own globals, for runtime.cjs; put back as they were after each test file. */
module.exports = class OwnRealm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;

  async setup() {
    await awayFromMidnight();
    this.before = {console: globalThis.console, exit: process.exit, environment: {...process.env}};
  }

  async teardown() {
    globalThis.console = this.before.console;
    process.exit = this.before.exit;
    process.env = this.before.environment;
    for (const key of Object.getOwnPropertySymbols(globalThis))
      if (OF_A_FILE.has(key.description)) delete globalThis[key];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return globalThis;
  }

  handleTestEvent({name, hook, test}) {
    const limited = {hook_start: hook, test_fn_start: test}[name];
    if (limited) limited.timeout = Math.max(limited.timeout ?? 0, PATIENCE_MS);
  }
};
