import {randomUUID} from 'node:crypto';
import {PAID_WITH, type LineView, type PurchaseView} from '@app/allocations';
import type {Day} from '@app/kernel';
import {PAID_WITH_WORDS, RECEIPT_STATE_WORDS, UNUSUAL_WORDS} from '../../words/budget-words.js';
import {formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** The form: with one line there is nothing to choose. */
export function purchaseFormPage(lines: readonly LineView[], today: Day) {
  return {
    lines: lines.map(({id, purpose, period}) => ({
      value: id,
      text: purpose,
      hint: {
        text: period
          ? t('{{amount}} left', {amount: formatPounds(period.availablePence)})
          : t('No money is set for this yet.'),
      },
    })),
    ways: PAID_WITH.map((value) => ({value, text: PAID_WITH_WORDS[value]})),
    today,
    key: randomUUID(),
  };
}

export function purchaseCard<T extends PurchaseView>(purchase: T) {
  return {
    ...purchase,
    paidWith: PAID_WITH_WORDS[purchase.paidWith],
    why: purchase.unusual.map((code) => UNUSUAL_WORDS[code]),
    files: purchase.files.map((file) => ({
      ...file,
      words: RECEIPT_STATE_WORDS[file.state],
      opens: file.state === 'clean' || file.state === 'released',
    })),
  };
}
