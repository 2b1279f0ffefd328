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

/** A character that no keyboard makes: no form takes it, whatever else it asks. */
const GARBLED = 'typed\u0007';
const WRITTEN = new Set([null, 'text', 'email', 'tel', 'number', 'search']);

export function formsOf(html: string): FilledForm[] {
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? '';
  return [...main.matchAll(/<form[^>]*method="post".*?<\/form>/gs)].map(([form]) => filled(form));
}

function filled(form: string): FilledForm {
  const head = /<form[^>]*>/.exec(form)?.[0] ?? '';
  const fields: Record<string, string> = {};
  const typed: Record<string, string> = {};
  let garbled = false;
  const write = (name: string) => {
    fields[name] = garbled ? `typed ${name}` : GARBLED;
    if (garbled) typed[name] = fields[name];
    garbled = true;
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
    ...{action: attribute(head, 'action') ?? '', multipart: head.includes('multipart/form-data')},
    ...{fields, typed: garbled ? typed : {}},
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
