const {ModuleMocker} = require('jest-mock');

/** What Circus leaves of a test file: its hooks, and through them all that it made, and who hears what happens in it. */
const OF_A_FILE = new Set(['JEST_STATE_SYMBOL', 'EVENT_HANDLERS']);

/** The process's own globals, for runtime.cjs; put back as they were after each test file. */
module.exports = class OwnRealm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;

  async setup() {
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

  handleTestEvent() {}
};
