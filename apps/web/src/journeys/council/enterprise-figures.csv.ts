import type {DevelopmentFigures} from '@app/register';

interface Counted {
  label: string;
  count: number;
}

/** As the page shows them. */
export interface NamedFigures {
  figures: DevelopmentFigures;
  /** Where the same are to be had for a spreadsheet. */
  csv: string;
  reached: Counted[];
  now: Counted[];
  stays: (Counted & {days: number})[];
  services: Counted[];
  areas: DevelopmentFigures['areas'];
  sources: Counted[];
  reasons: Counted[];
}

const HEAD = ['figure', 'of', 'count', 'listed', 'people_supported', 'median_days'];

/** One figure a line, by the names that the page gives them. */
export function figureRows(page: NamedFigures): (string | number)[][] {
  const {figures, reached, now, stays, services, areas, sources, reasons} = page;
  const counted = (figure: string, rows: readonly Counted[]) =>
    rows.map(({label, count}) => [figure, label, count, '', '', '']);
  return [
    HEAD,
    ['period', `${figures.from ?? ''}/${figures.to ?? ''}`, '', '', '', ''],
    ['enquiries', '', figures.enquiries, '', '', ''],
    ['newly_listed', '', figures.newlyListed, '', '', ''],
    ['people_supported', '', '', '', figures.peopleSupported, ''],
    ['enquiry_to_listing', '', '', '', '', figures.medianDays ?? ''],
    ...counted('reached', reached),
    ...counted('now', now),
    ...stays.map(({label, count, days}) => ['stayed', label, count, '', '', Math.round(days * 10) / 10]),
    ...counted('service', services),
    ...areas.map(({outcode, count, listed, peopleSupported}) => ['area', outcode, count, listed, peopleSupported, '']),
    ...counted('source', sources),
    ...counted('reason', reasons),
  ];
}
