import ts from 'typescript';
import {readdirSync, readFileSync} from 'node:fs';
const cat = {};
for (const f of readdirSync('apps/web/src/words/catalogues/pl'))
  Object.assign(cat, JSON.parse(readFileSync('apps/web/src/words/catalogues/pl/' + f, 'utf8')));
const SKIP =
  /migrations\/|\.spec\.ts$|notifications\/src\/templates|notifications\/src\/words|register\/src\/seed|insight\/src\/privacy|platform\/src\/env/;
let n = 0,
  files = {};
const text = (node) => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map((s) => '{{#}}' + s.literal.text).join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const a = text(node.left),
      b = text(node.right);
    if (a === null && b === null) return null;
    return (a ?? '{{#}}') + (b ?? '{{#}}');
  }
  if (ts.isParenthesizedExpression(node)) return text(node.expression);
  return null;
};
const num = (t) => {
  let i = 0;
  return t.replace(/\{\{#\}\}/g, () => `{{${++i}}}`);
};
for (const f of readdirSync('libs', {recursive: true, encoding: 'utf8'})) {
  if (!f.endsWith('.ts') || SKIP.test(f)) continue;
  const s = ts.createSourceFile(f, readFileSync('libs/' + f, 'utf8'), ts.ScriptTarget.Latest, true);
  const v = (n) => {
    const t = text(n);
    if (t !== null) {
      const k = num(t).trim();
      if (
        /^["“‘]?(\p{Lu}|\{\{)/u.test(k) &&
        /[.?!]$/.test(k) &&
        /\p{L}{2,} /u.test(k) &&
        !/^(SELECT|INSERT|UPDATE|WITH|DELETE)/.test(k)
      ) {
        if (!cat[k]) (files[f] ??= new Set()).add(k);
      }
      if (!ts.isBinaryExpression(n)) return;
      return;
    }
    ts.forEachChild(n, v);
  };
  v(s);
}
for (const f in files) {
  console.log('## ' + f);
  for (const k of files[f]) {
    console.log('  ' + k);
    n++;
  }
}
console.log(n);
