import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import nunjucks from 'nunjucks';
import type {Plan} from '../../../apps/web/src/words/trans-plan.js';
import {TransTag} from '../../../apps/web/src/words/trans-tag.js';
import type {Said} from './said.js';

const VIEWS = join(import.meta.dirname, '../../../apps/web/src');

interface Node {
  typename: string;
  value?: unknown;
  name?: Node;
  args?: Node;
  extName?: string;
  children?: Node[];
  body?: Node;
  else_?: Node;
  key?: Node;
  findAll(kind: unknown): Node[];
}

const {parser, nodes} = nunjucks as unknown as {
  parser: {parse(source: string, extensions: object[], options: object): Node};
  nodes: Record<'FunCall' | 'CallExtension' | 'TemplateData' | 'Set', unknown>;
};

export const templates: readonly string[] = readdirSync(VIEWS, {recursive: true, encoding: 'utf8'})
  .filter((name) => name.endsWith('.njk'))
  .sort();

function parsed(file: string): Node {
  const source = readFileSync(join(VIEWS, file), 'utf8');
  return parser.parse(source, [Object.assign(new TransTag(), {__name: 'trans'})], {
    trimBlocks: true,
    lstripBlocks: true,
  });
}

/** All nodes of a kind; nunjucks itself leaves out what `{% set %}` … `{% endset %}` encloses. */
function all(root: Node, kind: unknown): Node[] {
  const enclosed = root.findAll(nodes.Set).flatMap(({body}) => (body ? all(body, kind) : []));
  return [...root.findAll(kind), ...enclosed];
}

/** What a template says by `t(…)` and `{% trans %}`. */
export function saidByTemplate(file: string): Said[] {
  const root = parsed(file);
  const plans = all(root, nodes.CallExtension).map(({args}) => {
    const {key, names} = JSON.parse(String(args?.children?.[0]?.value)) as Plan;
    return {key, counted: names.includes('count'), file};
  });
  const calls = all(root, nodes.FunCall).filter(({name}) => name?.value === 't');
  return [...plans, ...calls.flatMap(({args}) => saidByCall(args?.children ?? [], file))];
}

function saidByCall([words, figures]: Node[], file: string): Said[] {
  const counted = (figures?.children ?? []).some(({key}) => key?.value === 'count');
  return literals(words).map((key) => ({key, counted, file}));
}

function literals(node: Node | undefined): string[] {
  if (node?.typename === 'Literal' && typeof node.value === 'string') return [node.value];
  if (node?.typename === 'InlineIf') return [...literals(node.body), ...literals(node.else_)];
  return [];
}

/** What names things without being words of a language. */
const NAMES = /\b(?:Alongside|NHS|DBS|easy-read|language)\b/g;

/** Text of a template, and of the attributes that are read out, which no catalogue could change. */
export function wordsOutsideCatalogues(file: string): string[] {
  const html = all(parsed(file), nodes.TemplateData)
    .map(({value}) => String(value))
    .join('\uE000');
  const read = [...html.matchAll(/ (?:aria-label|alt|title|placeholder|data-label)="([^"]*)"/g)].map(
    ([, text]) => text,
  );
  const text = html
    .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replace(/<(?:"[^"]*"|[^">])*>/g, '\n')
    .split('\n');
  return [...text, ...read]
    .map((each = '') => each.replaceAll('\uE000', ' … ').replace(/\s+/g, ' ').trim())
    .filter((each) => /\p{L}/u.test(each.replace(NAMES, '').replace(/&\w+;/g, '')));
}
