const asyncHooks = require('node:async_hooks');
const {compileFunction, SyntheticModule} = require('node:vm');
const {existsSync} = require('node:fs');
const {join, relative, sep} = require('node:path');
const {pathToFileURL} = require('node:url');
const {default: JestRuntime} = require('jest-runtime');

const ROOT = join(__dirname, '..', '..', '..');
const PACKAGES = join(ROOT, 'node_modules') + sep;

/**
 * Jest's runtime, but for two things: a test file runs in the process's own realm, and packages and our own code, as it
 * is built, are loaded by Node, once for all the files that a worker runs. Jest would evaluate each of their three
 * thousand modules anew for every file, which takes longer than most of our tests. Only tests/ is evaluated anew.
 */
module.exports = class SharedPackagesRuntime extends JestRuntime {
  constructor(...given) {
    super(...given);
    const {esmLoader, executor, _resolution: resolution, registries} = this;
    esmLoader.getContext = () => undefined;
    executor.compile = compileHere;
    const resolveModule = esmLoader.resolveModule.bind(esmLoader);
    esmLoader.resolveModule = async (specifier, from, context) => {
      if (isOfJest(specifier)) return resolveModule(specifier, from, context);
      const path = shared(await resolution.resolveEsmAsync(from, specifier));
      if (path === null) return resolveModule(specifier, from, context);
      const registry = registries.getActiveEsmRegistry();
      const known = registry.get(path);
      if (known) return known;
      const module = await sharedModule(path);
      registry.set(path, module);
      return module;
    };
  }

  /**
   * Circus is evaluated anew for every file, and makes itself an AsyncLocalStorage each time. Node keeps all that were
   * ever used and gives each new promise a property for every one of them: after eighty files a promise takes fifty
   * times as long. So they end with their file.
   */
  requireInternalModule(...given) {
    const {AsyncLocalStorage} = asyncHooks;
    const stores = (this.stores ??= []);
    asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
      constructor() {
        super();
        stores.push(this);
      }
    };
    try {
      return super.requireInternalModule(...given);
    } finally {
      asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
    }
  }

  teardown() {
    for (const each of this.stores ?? []) each.disable();
    super.teardown();
  }
};

function compileHere(source, filename) {
  const importModuleDynamically = (specifier) => this.dynamicImport(specifier, filename, undefined);
  return compileFunction(source, this.injectedModuleParameters, {filename, importModuleDynamically});
}

const isOfJest = (specifier) => /^node:|^@jest\/|^data:/.test(specifier);

/** What Node loads instead, and keeps: a package's file, or what was built from this source. Null for a test's own. */
function shared(path) {
  if (path.startsWith(PACKAGES)) return path;
  const [top] = relative(ROOT, path).split(sep);
  if ((top !== 'apps' && top !== 'libs') || path.endsWith('.spec.ts')) return null;
  const built = join(ROOT, 'dist', relative(ROOT, path)).replace(/\.ts$/, '.js');
  if (!existsSync(built)) throw new Error(`${path} is not in the build: run «npm run build».`);
  return built;
}

async function sharedModule(path) {
  const isJson = path.endsWith('.json');
  const exports = isJson ? {default: require(path)} : await import(pathToFileURL(path).href);
  const names = Object.keys(exports);
  const shared = new SyntheticModule(names, () => names.forEach((name) => shared.setExport(name, exports[name])), {
    identifier: path,
  });
  await shared.link(() => undefined);
  await shared.evaluate();
  return shared;
}
