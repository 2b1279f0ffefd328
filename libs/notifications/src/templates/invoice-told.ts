import {formatPounds, type Pence} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface InvoiceTold {
  invoiceId: string;
  what: 'issued' | 'approved' | 'queried' | 'paid' | 'credited';
  number: number;
  /** The other side of it. */
  other: string;
  totalPence: Pence;
  /** What is still owed. */
  leftPence: Pence;
  reason: string | null;
  forName: string;
}

/** To a holder: an invoice came, or was taken back. To whoever sent it: what became of it, and that it was paid. */
export function invoiceTold({
  invoiceId,
  what,
  number,
  other,
  totalPence,
  leftPence,
  reason,
  forName,
}: InvoiceTold): Letter {
  const subjects = {
    issued: `${other} sent invoice ${number}`,
    credited: `${other} took back invoice ${number}`,
    approved: `${other} found invoice ${number} right`,
    queried: `${other} asks about invoice ${number}`,
    paid: `${other} paid invoice ${number}`,
  };
  return {
    subject: subjects[what],
    body: paragraphs(
      forName && `This is about the support of ${forName}.`,
      `It is for ${formatPounds(totalPence)}.`,
      what === 'paid' &&
        (leftPence > 0 ? `${formatPounds(leftPence)} of it is still to be paid.` : 'All of it is paid.'),
      reason && `They say: “${reason}”`,
    ),
    path: `/invoices/${invoiceId}`,
  };
}
