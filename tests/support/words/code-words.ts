import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import ts from 'typescript';
import type {Said} from './said.js';

const ROOT = join(import.meta.dirname, '../../..');

/** Decorators of a form's properties: what they are given first is what the box is called. */
const INPUT = /^(?:Text|Day|Time|Pounds|Percent|Choice|List|Number)Input$/;

/** In a table of words these are not words. */
const NOT_WORDS = /^(?:href|needs|tag|colour|code|value|from|to|facet|classes|id|icon)$/;

/**
 * What code says: `t('…')`, `words({…})`, names of boxes, messages of validators, and why a use case refuses. What has
 * no words of its own but figures is said by nobody.
 */
export function saidByCode(folder = 'apps/web/src'): Said[] {
  return readdirSync(join(ROOT, folder), {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .flatMap((name) => saidByFile(join(folder, name)))
    .filter(({key}) => /\p{L}{2}/u.test(key.replace(/\{\{\w+\}\}/g, '')) || /^\{\{[a-z]/i.test(key));
}

function saidByFile(file: string): Said[] {
  const said: Said[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first, figures] = node.arguments;
      const name = node.expression.text;
      if (name === 't' && first) {
        for (const key of literals(first)) said.push({key, counted: isCounted(figures), file});
      } else if (name === 'words' && first) said.push(...inTable(first).map((key) => ({key, counted: false, file})));
      else if (INPUT.test(name) && first) said.push(...literals(first).map((key) => ({key, counted: false, file})));
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'DomainError' && node.arguments?.[2]) {
      said.push(...literals(node.arguments[2]).map((key) => ({key, counted: false, file})));
    }
    if (ts.isCallExpression(node) && node.expression.getText() === 'forbidden' && node.arguments[0]) {
      said.push(...literals(node.arguments[0]).map((key) => ({key, counted: false, file})));
    }
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === 'message') {
      said.push(...literals(node.initializer).map((key) => ({key, counted: false, file})));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return said;
}

/** `'text'`, either side of `a ? 'one' : 'other'`, and of `` `${name} must …` `` its shape, `{{1}} must …`. */
export function literals(node: ts.Expression): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map(({literal}, index) => `{{${index + 1}}}${literal.text}`).join('')];
  }
  return [];
}

function inTable(node: ts.Node): string[] {
  if (ts.isPropertyAssignment(node)) {
    return NOT_WORDS.test(node.name.getText()) ? [] : inTable(node.initializer);
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isObjectLiteralExpression(node)) return node.properties.flatMap(inTable);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(inTable);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return inTable(node.expression);
  return [];
}

function isCounted(figures: ts.Expression | undefined): boolean {
  return (
    figures !== undefined &&
    ts.isObjectLiteralExpression(figures) &&
    figures.properties.some((each) => each.name?.getText() === 'count')
  );
}
