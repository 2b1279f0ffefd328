const {ModuleMocker} = require('jest-mock');

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
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return globalThis;
  }

  handleTestEvent() {}
};
