import type {Paper} from '@app/platform';
import type {RecordRow} from './gather-record.js';
import type {PersonRecord} from './person-record.js';

/** A copy of somebody's record in words, as a page that stands by itself. */
export function recordPaper(record: PersonRecord): Paper {
  const {person, council, madeAt, categories, readings, withheld, notes} = record;
  return {
    title: `What ${council} keeps of ${person.name}`,
    subtitle: `Made on ${madeAt.slice(0, 10)} at ${madeAt.slice(11, 16)} UTC. Confidential.`,
    author: council,
    sections: [
      {heading: 'About this copy', blocks: [{kind: 'list', items: notes}]},
      {
        heading: 'What is left out, and why',
        blocks: withheld.length
          ? [{kind: 'facts', facts: withheld.map(({part, reason}): [string, string] => [plainly(part), reason])}]
          : [{kind: 'text', text: 'Nothing else.'}],
      },
      ...categories.map(({title, purpose, basis, kept, tables}) => ({
        heading: title,
        blocks: [
          {
            kind: 'facts' as const,
            facts: [
              ['What for', purpose],
              ['By what law', basis.join('. ')],
              ['Kept', kept],
            ] as [string, string][],
          },
          ...tables.map(({table, rows}) => tableOf(table, rows)),
        ],
      })),
      {
        heading: 'Who looked at sensitive records about you',
        blocks: readings.length
          ? [
              {
                kind: 'table',
                caption: 'Readings, in order',
                head: ['When', 'Who', 'What'],
                rows: readings.map(({at, who, what}) => [at.slice(0, 16).replace('T', ' '), who, plainly(what)]),
              },
            ]
          : [{kind: 'text', text: 'Nobody.'}],
      },
    ],
  };
}

function tableOf(table: string, rows: readonly RecordRow[]) {
  const head = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== null));
  return {
    kind: 'table' as const,
    caption: plainly(table),
    head: head.map(plainly),
    rows: rows.map((row) => head.map((column) => words(row[column]))),
  };
}

function words(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const plainly = (name: string) => name.replaceAll(/[_.]/g, ' ');
