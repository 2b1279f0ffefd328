import type {InvoiceView} from '@app/bookings';
import {londonDay} from '@app/kernel';
import type {Paper} from '@app/platform';
import {formatDay, formatPounds, formatTime} from '../../words/figures.js';
import {t, words} from '../../words/t.js';

export const INVOICE_STATE_WORDS: Record<InvoiceView['state'], {name: string; tag: string}> = words({
  issued: {name: 'Waiting for a yes', tag: 'govuk-tag--yellow'},
  queried: {name: 'Asked about', tag: 'govuk-tag--orange'},
  approved: {name: 'To be paid', tag: 'govuk-tag--blue'},
  paid: {name: 'Paid', tag: 'govuk-tag--green'},
  credited: {name: 'Taken back', tag: 'govuk-tag--grey'},
});

export const METHOD_WORDS = words({
  transfer: 'Bank transfer',
  card: 'Card',
  cash: 'Cash',
  cheque: 'Cheque',
  council: 'The council pays it',
});

const day = (value: string) => formatDay(value, {});

export function numberWords({kind, number}: Pick<InvoiceView, 'kind' | 'number'>): string {
  return kind === 'invoice' ? t('Invoice {{number}}', {number}) : t('Credit note {{number}}', {number});
}

/** What was paid of an invoice, for whoever is paid: which invoice, how much, how and when. */
export function remittancePaper(view: InvoiceView, council: string): Paper {
  const payments = view.payments.filter((each) => !each.takenBack);
  const paid = payments.reduce((sum, each) => sum + each.pence, 0);
  return {
    title: t('Remittance advice for invoice {{number}}', {number: view.number}),
    subtitle: t('{{from}} to {{to}}, {{day}}', {
      ...{from: view.holder.name, to: view.listing.name, day: day(payments.at(-1)?.paidOn ?? londonDay(view.issuedAt))},
    }),
    author: council,
    sections: [
      {
        heading: t('What was paid'),
        blocks: [
          {
            kind: 'facts',
            facts: [
              [t('Invoice'), `${view.number}, ${day(londonDay(view.issuedAt))}`],
              [t('Its sum'), formatPounds(view.totalPence)],
              [t('Paid'), formatPounds(paid)],
              [t('Still to be paid'), formatPounds(view.totalPence - paid)],
              ...(view.payTo ? [[t('Paid to'), view.payTo] as [string, string]] : []),
            ],
          },
          {
            kind: 'table',
            caption: t('Payments'),
            head: [t('Day'), t('How'), t('Amount')],
            rows: payments.map((each) => [day(each.paidOn), METHOD_WORDS[each.method], formatPounds(each.pence)]),
          },
        ],
      },
    ],
  };
}

/** The invoice as a document: to read, to print, to keep. */
export function invoicePaper(view: InvoiceView, council: string): Paper {
  const {listing, holder, lines, other, reason, payTo} = view;
  const issued = day(londonDay(view.issuedAt));
  const facts: [string, string][] = [
    [t('From'), listing.name],
    [t('To'), holder.name],
    [t('Date'), issued],
    ...(other && view.kind === 'credit_note'
      ? [[t('Takes back'), t('Invoice {{number}}', {number: other.number})] as [string, string]]
      : []),
    ...(reason ? [[t('Reason'), reason] as [string, string]] : []),
    ...(payTo ? [[t('Pay to'), payTo] as [string, string]] : []),
    [view.kind === 'invoice' ? t('To pay') : t('Taken back'), formatPounds(view.totalPence)],
  ];
  return {
    title: numberWords(view),
    subtitle: t('{{from}} to {{to}}, {{day}}', {from: listing.name, to: holder.name, day: issued}),
    author: council,
    sections: [
      {heading: t('Who and how much'), blocks: [{kind: 'facts', facts}]},
      {
        heading: t('What for'),
        blocks: [
          {
            kind: 'table',
            caption: t('Visits'),
            head: [t('Day'), t('Time'), t('Work'), t('Mileage'), t('Expenses')],
            rows: lines.map((line) => [
              day(londonDay(line.startsAt)),
              line.cancelled
                ? t('Did not take place, paid by the terms')
                : `${formatTime(line.startsAt)}–${formatTime(line.endsAt)}`,
              formatPounds(line.workPence),
              formatPounds(line.mileagePence),
              formatPounds(line.expensePence),
            ]),
          },
        ],
      },
    ],
  };
}
