import nunjucks from 'nunjucks';
import {planOf, type Plan} from './trans-plan.js';
import type {NodeKinds, TemplateParser} from './nunjucks-parts.js';
import {t} from './t.js';

/**
 * A sentence with tags in it, as Jinja has it:
 * `{% trans %}Read <a class="govuk-link" href="/about">how {{ council.name }} checks</a>.{% endtrans %}`.
 * Its key keeps the names of tags and figures alone, so that who translates sees no addresses and classes:
 * `Read <a>how {{name}} checks</a>.` Figures are escaped as everywhere; other names and the count of a plural are
 * given with the tag: `{% trans count = visits | length, who = listing.name %}`.
 */
export class TransTag {
  readonly tags = ['trans'];

  parse(parser: TemplateParser, nodes: NodeKinds): unknown {
    const token = parser.nextToken();
    const signature = parser.parseSignature(null, true);
    parser.advanceAfterBlockEnd(token.value);
    const body = parser.parseUntilBlocks('endtrans');
    parser.advanceAfterBlockEnd();
    const {plan, figures} = planOf(body, signature);
    const given = new nodes.NodeList(token.lineno, token.colno);
    given.addChild(new nodes.Literal(token.lineno, token.colno, JSON.stringify(plan)));
    for (const figure of figures) given.addChild(figure);
    return new nodes.CallExtension(this, 'run', given, null);
  }

  run(_context: unknown, written: string, ...values: unknown[]): nunjucks.runtime.SafeString {
    const {key, names, tags} = planOfText(written);
    const escaped = values.map((value) => escape(value));
    const figures = Object.fromEntries(names.map((name, index) => [name, escaped[index]]));
    const count = names.indexOf('count');
    const sentence = t(key, count >= 0 ? {...figures, count: Number(values[count])} : figures);
    const html = sentence.replace(/<(\w+)>/g, (tag, name: string) => {
      const pieces = tags[name];
      return pieces ? pieces.map((piece) => (typeof piece === 'number' ? escaped[piece] : piece)).join('') : tag;
    });
    return new nunjucks.runtime.SafeString(html.replace(/<\/([a-z]+)\d+>/g, '</$1>'));
  }
}

/** As nunjucks writes what stands between braces. */
function escape(value: unknown): string {
  return (nunjucks.runtime as unknown as Runtime).suppressValue(value, true).toString();
}

interface Runtime {
  suppressValue(value: unknown, autoescape: boolean): string | nunjucks.runtime.SafeString;
}

const plans = new Map<string, Plan>();

/** Each is read once. */
function planOfText(written: string): Plan {
  const plan = plans.get(written) ?? (JSON.parse(written) as Plan);
  plans.set(written, plan);
  return plan;
}
