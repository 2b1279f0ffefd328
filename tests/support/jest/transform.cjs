const {transformSync} = require('oxc-transform');

const OPTIONS = {
  sourceType: 'module',
  sourcemap: true,
  target: 'es2023',
  decorator: {legacy: true, emitDecoratorMetadata: true},
};

/** Takes the types out of a test file: TypeScript itself would be half a second of each worker, and ten times the rest. */
exports.process = (text, path) => {
  const {code, map, errors} = transformSync(path, text, OPTIONS);
  if (errors.length) throw new SyntaxError(errors.map(({message, codeframe}) => `${message}\n${codeframe}`).join('\n'));
  return {code, map};
};
