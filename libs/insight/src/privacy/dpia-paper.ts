import type {Paper, PaperSection} from '@app/platform';
import {keptWords} from './processing-record.js';
import type {Processing} from './read-processing.js';

/** What guards each category, whoever runs the service: what the software does by itself. */
const MEASURES = [
  'Row-level security holds every statement to one council; the serving role owns no table.',
  'Each route names a permission; each record is checked against who asks and for whom they act.',
  'Who did and read what is in a trail that only grows, chained by hashes.',
  'Retention removes by dated rules each night, and keeps the evidence that it did; legal holds stop it.',
  'Files are sealed before they are stored, and none is ever of a DBS certificate.',
  'Logs, metrics, addresses and error reports hold no personal data.',
];

/** The annex of a data protection impact assessment: what is processed, and what guards it. */
export function dpiaPaper(council: string, day: string, processing: readonly Processing[]): Paper {
  return {
    title: 'Data protection impact assessment: annex',
    subtitle: `${council}, ${day}. Made from the record of processing. The assessment itself is for people to make.`,
    author: council,
    sections: [
      {heading: 'What guards all of it', blocks: [{kind: 'list', items: MEASURES}]},
      ...processing.map(section),
    ],
  };
}

function section(each: Processing): PaperSection {
  const special = each.basis.filter((basis) => /Article (?:9|10)/.test(basis));
  return {
    heading: each.title,
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Whose', each.whose],
          ['Purpose', each.purpose],
          ['Lawful basis', each.basis.join('. ')],
          ['Special or criminal', special.length ? 'Yes' : 'No'],
          ['Kept', keptWords(each)],
          ['Seen by', each.seenBy.join(', ')],
          ['Held back', each.restricted ?? 'Nothing'],
          ['Erasure', each.erasure.may ? each.erasure.how : each.erasure.why],
        ],
      },
      {
        kind: 'table',
        caption: `Where ${each.title.toLowerCase()} is kept`,
        head: ['Table', 'Columns'],
        rows: each.tables.map(({table, columns}) => [table, columns.join(', ')]),
        widths: [1, 3],
      },
    ],
  };
}
