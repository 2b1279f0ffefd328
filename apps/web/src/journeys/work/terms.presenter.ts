import type {EngagementView} from '@app/bookings';
import {rateLines} from '../../presenters/rate-lines.js';

/** The terms as the PA or provider reads them before saying yes. */
export function termsPage(terms: EngagementView, done: unknown) {
  const fullPrice = terms.lateCancellationBp === 10_000;
  return {
    terms,
    rates: rateLines(terms.rates),
    lateShare: fullPrice ? 'the whole price' : `${terms.lateCancellationBp / 100}% of the price`,
    answered: done === 'yes' && terms.state !== 'proposed',
  };
}
