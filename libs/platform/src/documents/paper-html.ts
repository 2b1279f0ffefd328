import type {Paper, PaperBlock} from './paper.js';

/** The paper as a page that stands by itself: nothing is fetched, and nothing in it can run. */
export function paperHtml({title, subtitle, author, sections}: Paper): string {
  const body = sections.map(
    ({heading, blocks}, index) =>
      `<section aria-labelledby="section-${index + 1}">\n<h2 id="section-${index + 1}">${escape(heading)}</h2>\n${blocks.map(blockHtml).join('\n')}\n</section>`,
  );
  return `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="author" content="${escape(author)}">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
<p>${escape(subtitle)}</p>
${body.join('\n')}
</main>
</body>
</html>
`;
}

function blockHtml(block: PaperBlock): string {
  switch (block.kind) {
    case 'text':
      return `<p class="lines">${escape(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((each) => `<li>${escape(each)}</li>`).join('')}</ul>`;
    case 'facts':
      return `<dl>${block.facts.map(([label, value]) => `<div><dt>${escape(label)}</dt><dd class="lines">${escape(value)}</dd></div>`).join('')}</dl>`;
    case 'bars':
    case 'table': {
      const head = block.head.map((each) => `<th scope="col">${escape(each)}</th>`).join('');
      const rows = block.rows.map((row) => {
        const [[first = '', ...rest], bar] = Array.isArray(row) ? [row, ''] : [row.cells, barOf(row.share)];
        const cells = rest
          .map((each, index) => `<td>${escape(each)}${index === rest.length - 1 ? bar : ''}</td>`)
          .join('');
        return `<tr><th scope="row">${escape(first)}</th>${cells}</tr>`;
      });
      return `<div class="wide" role="region" aria-label="${escape(block.caption)}" tabindex="0"><table><caption>${escape(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
    }
  }
}

/** The number beside it says the same. */
function barOf(share: number): string {
  return `<svg width="100%" height="10" aria-hidden="true"><rect width="${Math.round(share * 100)}%" height="10" fill="#0b5a5c"/></svg>`;
}

const ENTITIES: Record<string, string> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (each) => ENTITIES[each] ?? each);
}

const STYLE = `body{font:1rem/1.5 arial,sans-serif;color:#0b0c0c;background:#fff;margin:0}main{max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.8rem;line-height:1.2}h2{font-size:1.3rem;margin-top:2rem}.lines{white-space:pre-wrap;overflow-wrap:anywhere}
dl div{display:grid;grid-template-columns:minmax(8rem,1fr) 3fr;gap:1rem;border-bottom:1px solid #b1b4b6;padding:.4rem 0}dt{font-weight:bold}dd{margin:0}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.4rem 0}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid #b1b4b6;padding:.4rem .6rem .4rem 0;overflow-wrap:anywhere}`;
