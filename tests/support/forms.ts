/** A form of a page that is sent with POST, as somebody fills it in without care: every box has something in it. */
export interface FilledForm {
  action: string;
  multipart: boolean;
  fields: Record<string, string>;
  /** What has to stand there again when it is refused, by the name of its box. */
  typed: Record<string, string>;
}

const attribute = (tag: string, name: string) => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? null : found.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
};

/** More than any box takes, whatever else its form asks. */
const TOO_LONG = 'typed '.repeat(2_000).trim();
const WRITTEN = new Set([null, 'text', 'email', 'tel', 'number', 'search']);

export function formsOf(html: string, path: string): FilledForm[] {
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? '';
  return [...main.matchAll(/<form[^>]*method="post".*?<\/form>/gs)].map(([form]) => filled(form, path));
}

function filled(form: string, path: string): FilledForm {
  const head = /<form[^>]*>/.exec(form)?.[0] ?? '';
  const fields: Record<string, string> = {};
  const typed: Record<string, string> = {};
  const multipart = head.includes('multipart/form-data');
  // Beside a file that is empty, nothing else has to be wrong.
  let long = multipart;
  const write = (name: string) => {
    fields[name] = long ? `typed ${name}` : TOO_LONG;
    typed[name] = fields[name];
    long = true;
  };
  const choose = (name: string, value: string) => {
    fields[name] = value;
    typed[name] = value;
  };
  for (const [tag] of form.matchAll(/<(?:input|textarea|select)[^>]*>/g)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')];
    if (!name || name === '_csrf') continue;
    if (type === 'hidden') fields[name] = attribute(tag, 'value') ?? '';
    else if (type === 'radio' || type === 'checkbox') choose(name, attribute(tag, 'value') ?? 'on');
    else if (tag.startsWith('<select')) choose(name, lastOption(form, name));
    else if (tag.startsWith('<textarea') || WRITTEN.has(type)) write(name);
  }
  return {
    ...{action: attribute(head, 'action') || path, multipart},
    ...{fields, typed},
  };
}

function lastOption(form: string, name: string): string {
  const select = new RegExp(`<select[^>]* name="${name}"[^>]*>(.*?)</select>`, 's').exec(form)?.[1] ?? '';
  const options = [...select.matchAll(/<option[^>]*>/g)].map(([tag]) => attribute(tag, 'value') ?? '');
  return options.at(-1) ?? '';
}

/** The names of the boxes in which something else stands than what was typed or chosen. */
export function lost(html: string, {typed}: FilledForm): string[] {
  return Object.entries(typed).flatMap(([name, value]) => (standsIn(html, name, value) ? [] : [name]));
}

function standsIn(html: string, name: string, value: string): boolean {
  const select = new RegExp(`<select[^>]* name="${name}"[^>]*>(.*?)</select>`, 's').exec(html)?.[1];
  if (select !== undefined) {
    const tags = [...select.matchAll(/<option[^>]*>/g)].map(([tag]) => tag);
    return tags.some((tag) => attribute(tag, 'value') === value && / selected/.test(tag)) || tags.length === 0;
  }
  const area = new RegExp(`<textarea[^>]* name="${name}"[^>]*>(.*?)</textarea>`, 's').exec(html)?.[1];
  if (area !== undefined) return area.trim() === value;
  const tags = [...html.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).filter((tag) => attribute(tag, 'name') === name);
  return tags.some(
    (tag) => attribute(tag, 'value') === value && (!/type="(?:radio|checkbox)"/.test(tag) || / checked/.test(tag)),
  );
}
