const {compileFunction, SyntheticModule} = require('node:vm');
const {join} = require('node:path');
const {pathToFileURL} = require('node:url');
const {default: JestRuntime} = require('jest-runtime');

const PACKAGES = `${join(__dirname, '..', '..', '..', 'node_modules')}/`;

/**
 * Jest's runtime, but for two things: a test file runs in the process's own realm, and packages are loaded by Node,
 * once for all the files that a worker runs. Jest would evaluate each of their two thousand modules anew for every
 * file, which takes longer than most of our tests. Our own code is still evaluated anew for each.
 */
module.exports = class SharedPackagesRuntime extends JestRuntime {
  constructor(...given) {
    super(...given);
    const {esmLoader, executor, _resolution: resolution, registries} = this;
    esmLoader.getContext = () => undefined;
    executor.compile = compileHere;
    const resolveModule = esmLoader.resolveModule.bind(esmLoader);
    esmLoader.resolveModule = async (specifier, from, context) => {
      if (!isOfPackage(specifier)) return resolveModule(specifier, from, context);
      const path = await resolution.resolveEsmAsync(from, specifier);
      if (!path.startsWith(PACKAGES)) return resolveModule(specifier, from, context);
      const registry = registries.getActiveEsmRegistry();
      const known = registry.get(path);
      if (known) return known;
      const shared = await sharedModule(path);
      registry.set(path, shared);
      return shared;
    };
  }
};

function compileHere(source, filename) {
  const importModuleDynamically = (specifier) => this.dynamicImport(specifier, filename, undefined);
  return compileFunction(source, this.injectedModuleParameters, {filename, importModuleDynamically});
}

const isOfPackage = (specifier) => !/^[./]|^node:|^@jest\/|^@app\/|^data:/.test(specifier);

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
