import type {TemplateNode} from './nunjucks-parts.js';

/** What a `{% trans %}` says, and how its translation is put together again. */
export interface Plan {
  /** `Read <a>how {{name}} checks</a>.` */
  key: string;
  /** The figures in the order in which they are given. */
  names: string[];
  /** What an opening tag of the key stands for: text, and figures by their place: `['<a href="/x/', 0, '">']`. */
  tags: Record<string, (string | number)[]>;
}

/** Between these stands the place of a figure while the text around it is read. */
const MARK = '\uE000';

/** @throws Error when there is anything but text, tags and figures, or a figure needs a name */
export function planOf(body: TemplateNode, signature: TemplateNode): {plan: Plan; figures: TemplateNode[]} {
  const given = (signature.children ?? []).flatMap((child) => child.children ?? []);
  const names = given.map((pair) => String(pair.key?.value));
  const figures = given.map((pair) => pair.value as TemplateNode);
  let source = '';
  for (const node of (body.children ?? []).flatMap(piecesOf)) {
    if (node.typename === 'TemplateData') {
      source += String(node.value);
      continue;
    }
    const known = node.typename === 'Symbol' ? names.indexOf(String(node.value)) : -1;
    source += MARK + (known >= 0 ? known : figures.length) + MARK;
    if (known >= 0) continue;
    // Within a tag nobody needs a name for it.
    const inTag = source.lastIndexOf('<') > source.lastIndexOf('>');
    names.push(inTag ? `_${figures.length}` : unused(nameOf(node), names));
    figures.push(node);
  }
  return {plan: {names, ...withBareTags(source.replace(/\s+/g, ' ').trim(), names)}, figures};
}

function piecesOf(output: TemplateNode): TemplateNode[] {
  if (output.typename === 'Output') return output.children ?? [];
  throw new Error(`trans takes text, tags and figures only: line ${output.lineno + 1} has ${output.typename}`);
}

function withBareTags(source: string, names: string[]): Pick<Plan, 'key' | 'tags'> {
  const tags: Plan['tags'] = {};
  const open: string[] = [];
  const bare = source.replace(/<(\/?)([a-z]\w*)((?:"[^"]*"|[^>"])*)>/g, (_, end: string, tag: string, rest: string) => {
    if (end) return `</${open.pop() ?? tag}>`;
    const name = unused(tag, Object.keys(tags));
    if (tag !== 'br') open.push(name);
    tags[name] = `<${tag}${rest}>`.split(MARK).map((piece, index) => (index % 2 ? Number(piece) : piece));
    return `<${name}>`;
  });
  return {key: bare.replace(/\uE000(\d+)\uE000/g, (_, place: string) => `{{${names[Number(place)]}}}`), tags};
}

/** name, name2, name3 */
function unused(name: string, taken: readonly string[]): string {
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${name}${number}`;
  return free;
}

/** What a figure is called for who translates: `listing.name` is `name`, `money(left)` and `left | pounds` are `left`. */
function nameOf(node: TemplateNode): string {
  const [first] = node.args?.children ?? [];
  if (node.typename === 'Symbol') return String(node.value);
  if (node.typename === 'LookupVal' && node.val?.typename === 'Literal' && typeof node.val.value === 'string') {
    return node.val.value;
  }
  if (node.typename === 'Or' && node.left) return nameOf(node.left);
  if ((node.typename === 'Filter' || node.typename === 'FunCall') && first) return nameOf(first);
  throw new Error(`a figure on line ${node.lineno + 1} needs a name: {% trans name = … %}`);
}
