import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import ts from 'typescript';
import {literals, saidByCode} from './code-words.js';
import type {Said} from './said.js';

const LIBS = join(import.meta.dirname, '../../../libs');

/** Where libs say sentences that no page shows as the reason of a refusal. */
const ELSEWHERE: readonly RegExp[] = [
  /\.spec\.ts$/,
  // SQL; what is sent to people, which is translated by who sends it; what comes with an installation; papers.
  /^platform\/src\/(?:migrations|env|pdf|documents|jobs)\//,
  /^notifications\/src\/(?:templates|words)\//,
  /^register\/src\/(?:seed|bundle)\//,
  /^insight\/src\/privacy\/(?:\w+-)*(?:paper|tables|categories|personal|record)\.ts$/,
  // Commands of the operator.
  /^identity\/src\/(?:issuers\/set-providers|council\/add-council|accounts\/add-user)\.ts$/,
  /^geography\/src\/import\//,
  // Only programs send what these read.
  /^platform\/src\/(?:http|idempotency)\//,
];

/** “Choose a day.” or, with values in it, `{{1}} must be a day.` */
const SENTENCE = /^["“‘]?(?:\p{Lu}|\{\{)[^\n]*\p{L}{2,} [^\n]*[.?!]$/u;

/**
 * Every sentence that libs say, wherever in their code it stands: in an error, a constant, a function that makes one, or
 * a table of reasons. Whether it comes to a page nobody has to say.
 */
export function saidByLibs(): Said[] {
  const sentences = readdirSync(LIBS, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts') && !isElsewhere(name))
    .flatMap((name) => sentencesOf(name));
  // Some messages end without a full stop.
  const messages = saidByCode('libs').filter(
    ({key, file}) => / /.test(key) && !isElsewhere(file.replace(/^libs\//, '')),
  );
  return [...sentences, ...messages];
}

function isElsewhere(name: string): boolean {
  return ELSEWHERE.some((each) => each.test(name));
}

function sentencesOf(name: string): Said[] {
  const said: Said[] = [];
  const visit = (node: ts.Node): void => {
    const sentence = ts.isExpression(node) ? joined(node) : null;
    if (sentence === null) return ts.forEachChild(node, visit);
    const key = numbered(sentence);
    if (SENTENCE.test(key)) said.push({key, counted: false, file: join('libs', name)});
  };
  visit(ts.createSourceFile(name, readFileSync(join(LIBS, name), 'utf8'), ts.ScriptTarget.Latest, true));
  return said;
}

const VALUE = '\uE000';

/** A text, also one that is put together with `+`, with a mark for each value in it; null for anything else. */
function joined(node: ts.Expression): string | null {
  if (ts.isParenthesizedExpression(node)) return joined(node.expression);
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({literal}) => VALUE + literal.text).join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [joined(node.left), joined(node.right)];
    return left === null && right === null ? null : (left ?? VALUE) + (right ?? VALUE);
  }
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? (literals(node)[0] ?? null) : null;
}

function numbered(sentence: string): string {
  let count = 0;
  return sentence.replaceAll(VALUE, () => `{{${(count += 1)}}}`).trim();
}
