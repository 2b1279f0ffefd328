import nunjucks from 'nunjucks';

type Compile = (text: string, filters: unknown, extensions: unknown, name: string, options: unknown) => string;
const {compiler} = nunjucks as unknown as {compiler: {compile: Compile & {once?: true}}};

/** The pages of a worker's many test files are the same: each template is translated for the first one alone. */
export function compileTemplatesOnce(): void {
  const {compile} = compiler;
  if (compile.once) return;
  const known = new Map<string, string>();
  const remember: typeof compile = (text, filters, extensions, name, options) => {
    const key = `${name}\n${text}`;
    const code = known.get(key) ?? compile(text, filters, extensions, name, options);
    known.set(key, code);
    return code;
  };
  compiler.compile = Object.assign(remember, {once: true} as const);
}
