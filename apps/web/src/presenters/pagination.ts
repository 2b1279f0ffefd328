import {t} from '../words/t.js';

export interface PageLink {
  number: number;
  href: string;
  current: boolean;
  /** What is read out. */
  visuallyHiddenText: string;
}

export interface Pages {
  total: number;
  /** Places of the first and the last one shown, counted from 1. */
  from: number;
  to: number;
  last: number;
  items: (PageLink | {ellipsis: true})[];
  previous: {href: string} | null;
  next: {href: string} | null;
}

/**
 * Which pages to link to: the first, the last, this one and its neighbours.
 * @param href the address of a page, with everything else that was asked for kept
 */
export function pagination(total: number, page: number, perPage: number, href: (page: number) => string): Pages {
  const last = Math.max(1, Math.ceil(total / perPage));
  const shown = [1, page - 1, page, page + 1, last].filter((each) => each >= 1 && each <= last);
  const items: Pages['items'] = [];
  let before = 0;
  const link = (number: number): PageLink => ({
    number,
    href: href(number),
    current: number === page,
    visuallyHiddenText: t('Page {{number}}', {number}),
  });
  for (const number of [...new Set(shown)].sort((a, b) => a - b)) {
    if (number === before + 2) items.push(link(number - 1));
    else if (number > before + 2) items.push({ellipsis: true});
    items.push(link(number));
    before = number;
  }
  return {
    total,
    from: total === 0 ? 0 : (page - 1) * perPage + 1,
    to: Math.min(total, page * perPage),
    last,
    items,
    previous: page > 1 ? {href: href(page - 1)} : null,
    next: page < last ? {href: href(page + 1)} : null,
  };
}
