import type {Processing} from './read-processing.js';

const HEAD = [
  ...['Category', 'Whose', 'Purpose', 'Lawful basis', 'Kept', 'Seen by', 'Given to the person', 'Erasure'],
  ...['Since', 'Source', 'Columns'],
];

/** How long, in words: the rules of the day, then what else holds. */
export function keptWords({periods, kept}: Pick<Processing, 'periods' | 'kept'>): string {
  const rules = periods.map(({category, months}) => `${category.replaceAll('_', ' ')}: ${months} months`);
  return [...rules, kept].join('. ');
}

/** The record of processing as rows, its head first: for a spreadsheet. */
export function processingRows(processing: readonly Processing[]): string[][] {
  return [
    HEAD,
    ...processing.map((each) => [
      ...[each.title, each.whose, each.purpose, each.basis.join('; '), keptWords(each), each.seenBy.join(', ')],
      each.restricted ?? 'On request',
      each.erasure.may ? each.erasure.how : `No: ${each.erasure.why}`,
      ...[each.since, each.source],
      each.tables.map(({table, columns}) => `${table} (${columns.join(', ')})`).join('; '),
    ]),
  ];
}
