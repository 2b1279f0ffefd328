import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {startApi, type TestApi} from '../support/app.js';
import {testDatabase, type TestDatabase} from '../support/database.js';
import {ProductProcess} from '../support/process.js';

interface Operation {
  summary?: string;
  security?: unknown[];
  responses: Record<string, {content?: Record<string, {schema: object}>}>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {schemas: Record<string, object>};
}

let database: TestDatabase;
let api: TestApi;
let document: Document;

beforeAll(async () => {
  database = await testDatabase();
  api = await startApi(database);
  // From the build, which reads the descriptions out of the code.
  const built = await ProductProcess.start('api', {DATABASE_URL: database.appUrl});
  document = (await (await fetch(`${built.url}/api/v1/openapi.json`)).json()) as Document;
  await built.stop();
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({name: `${method.toUpperCase()} ${path}`, operation})),
  );

describe('what the API says of itself', () => {
  it('is OpenAPI 3.1, and has every route', () => {
    expect(document.openapi).toBe('3.1.0');
    const routes = api.routes().map(({method, path}) => `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(
      operations()
        .map(({name}) => name)
        .sort(),
    ).toEqual(routes.sort());
  });

  it('says of each call what it does, what it answers and how it refuses', () => {
    for (const {name, operation} of operations()) {
      expect({name, summary: operation.summary ?? ''}).toEqual({name, summary: expect.stringMatching(/^[A-Z].+\.$/s)});
      const {default: refusal, ...answers} = operation.responses;
      expect(refusal?.content).toHaveProperty(['application/problem+json']);
      for (const [status, {content}] of Object.entries(answers)) {
        expect([name, status, status === '204' || content !== undefined]).toEqual([name, status, true]);
      }
    }
  });

  it('takes a bearer wherever a permission is needed', () => {
    const open = operations().filter(({operation}) => !operation.security);
    const guarded = api.routes().filter(({permission}) => permission !== 'public');
    const names = new Set(guarded.map(({method, path}) => `${method} /api/v1${path.replace(/:(\w+)/g, '{$1}')}`));
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(({name}) => names.has(name))).toEqual([]);
  });

  it('names no shape that it does not give', () => {
    const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(named.filter((name) => !(name in document.components.schemas))).toEqual([]);
    const empty = Object.entries(document.components.schemas).filter(([, shape]) => !('properties' in shape));
    expect(empty.map(([name]) => name)).toEqual([]);
  });
});
