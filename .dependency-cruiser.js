/** Who may import whom: docs/adr/0002 says why. `npm test` fails on any other arrow. */
const MAY_IMPORT = {
  kernel: [],
  platform: ['kernel'],
  identity: ['kernel', 'platform'],
  geography: ['kernel', 'platform'],
  register: ['kernel', 'platform', 'identity', 'geography'],
  listings: ['kernel', 'platform', 'identity', 'geography', 'register'],
  allocations: ['kernel', 'platform', 'identity'],
  conversations: ['kernel', 'platform', 'identity', 'geography', 'register', 'listings'],
  directory: ['kernel', 'platform', 'identity', 'geography', 'register', 'listings'],
  bookings: ['kernel', 'platform', 'identity', 'geography', 'register', 'listings', 'allocations'],
  plans: ['kernel', 'platform', 'identity', 'geography', 'register', 'listings', 'allocations', 'bookings'],
  search: ['kernel', 'platform', 'identity', 'geography', 'register', 'listings', 'allocations', 'bookings'],
  choices: ['kernel', 'platform', 'identity', 'geography', 'register', 'listings', 'allocations', 'bookings', 'search'],
  notifications: ['kernel', 'platform', 'identity'],
  insight: ['kernel', 'platform', 'identity', 'geography', 'register', 'listings', 'allocations', 'bookings', 'search'],
};

const libRules = Object.entries(MAY_IMPORT).map(([lib, others]) => ({
  name: `lib-${lib}`,
  comment: `${lib} may import ${others.join(', ') || 'none of our libs'}`,
  severity: 'error',
  from: {path: `^libs/${lib}/`},
  to: {path: '^libs/', pathNot: `^libs/(${[lib, ...others].join('|')})/`},
}));

export default {
  forbidden: [
    ...libRules,
    {
      name: 'one-door',
      comment: 'a lib is reached through its index.ts only',
      severity: 'error',
      from: {path: '^(apps|libs)/([^/]+)/', pathNot: '\\.spec\\.ts$'},
      to: {path: '^libs/([^/]+)/src/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$']},
    },
    {
      name: 'no-app-from-lib',
      comment: 'libs never import apps',
      severity: 'error',
      from: {path: '^libs/', pathNot: '\\.spec\\.ts$'},
      to: {path: '^apps/'},
    },
    {
      name: 'apps-apart',
      comment: 'apps never import each other; standalone alone composes the other three',
      severity: 'error',
      from: {path: '^apps/(web|api|worker)/', pathNot: '\\.spec\\.ts$'},
      to: {path: '^apps/', pathNot: '^apps/$1/'},
    },
    {
      name: 'kernel-is-plain',
      comment: 'the kernel knows neither framework nor database',
      severity: 'error',
      from: {path: '^libs/kernel/'},
      to: {path: 'node_modules/(@nestjs|typeorm|pg)(/|$)'},
    },
    {
      name: 'no-circular',
      comment: 'no ring of imports',
      severity: 'error',
      from: {},
      to: {circular: true},
    },
    {
      name: 'no-tests-in-product',
      comment: 'the product never imports tests or what only tests need',
      severity: 'error',
      from: {path: '^(apps|libs)/', pathNot: ['\\.spec\\.ts$', '^apps/standalone/(bench\\.ts|src/bench/)']},
      to: {path: ['^tests/', '\\.spec\\.ts$'], dependencyTypesNot: ['type-only']},
    },
    {
      name: 'declared',
      comment: 'every package is named in package.json',
      severity: 'error',
      from: {path: '^(apps|libs)/'},
      to: {dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined']},
    },
    {
      name: 'resolvable',
      comment: 'every import leads somewhere',
      severity: 'error',
      from: {path: '^(apps|libs|tests)/'},
      to: {couldNotResolve: true, pathNot: '/dist/'},
    },
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    exclude: {path: '^dist/'},
    tsConfig: {fileName: 'tsconfig.json'},
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types']},
  },
};
