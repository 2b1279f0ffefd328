import {stateMachine} from '@app/kernel';

export const INVOICE_STATES = ['issued', 'queried', 'approved', 'paid', 'credited'] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

export const invoiceMachine = stateMachine(INVOICE_STATES, 'issued', {
  /** The holder, or who acts for them, says that it is right. */
  approve: {from: ['issued', 'queried'], to: 'approved'},
  /** They ask about it first. */
  query: {from: ['issued'], to: 'queried'},
  /** Whoever issued it takes it back with a credit note; what was paid is taken back before. */
  credit: {from: ['issued', 'queried', 'approved'], to: 'credited'},
  /** The last of it is marked as paid. */
  pay: {from: ['approved'], to: 'paid'},
  /** A payment was marked by mistake. */
  unpay: {from: ['paid'], to: 'approved'},
});
