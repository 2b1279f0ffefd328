import type {EngagementView} from '@app/bookings';
import {rateLines} from '../../presenters/rate-lines.js';
import {t} from '../../words/t.js';

/** The terms as the PA or provider reads them before saying yes. */
export function termsPage(terms: EngagementView, done: unknown) {
  const fullPrice = terms.lateCancellationBp === 10_000;
  return {
    terms,
    rates: rateLines(terms.rates),
    lateShare: fullPrice ? t('the whole price') : t('{{share}}% of the price', {share: terms.lateCancellationBp / 100}),
    answered: done === 'yes' && terms.state !== 'proposed',
  };
}
