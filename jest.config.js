/** Spec files are ES modules that run what is built of libs and apps; `npm test` type-checks them separately. */
const libs = [
  'kernel',
  'platform',
  'identity',
  'geography',
  'register',
  'listings',
  'allocations',
  'conversations',
  'directory',
  'bookings',
  'plans',
  'search',
  'choices',
  'notifications',
  'insight',
];

export default {
  testEnvironment: '<rootDir>/tests/support/jest/environment.cjs',
  runtime: '<rootDir>/tests/support/jest/runtime.cjs',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tests'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {'^.+\\.ts$': '<rootDir>/tests/support/jest/transform.cjs'},
  moduleNameMapper: {
    ...Object.fromEntries(libs.map((lib) => [`^@app/${lib}$`, `<rootDir>/libs/${lib}/src/index.ts`])),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: '<rootDir>/tests/support/global-setup.js',
  globalTeardown: '<rootDir>/tests/support/global-teardown.js',
  testTimeout: 60_000,
  // Most of a test's time is spent waiting for PostgreSQL, a browser or a process it started.
  maxWorkers: 3,
  workerIdleMemoryLimit: '1500MB',
};
