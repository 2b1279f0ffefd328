import type {EngagementView} from '@app/bookings';
import type {Principal} from '@app/identity';
import {RATE_BANDS} from '@app/kernel';
import {agreementSentence, AGREEMENT_STATES, AGREEMENT_TAGS, STATUS_WORDS} from '../../words/agreement-words.js';
import {doneBy} from '../../words/representation-words.js';
import {BAND_WORDS, rateWords} from '../../words/rate-words.js';

/** What agreement.njk shows. */
export interface AgreementPage {
  agreement: EngagementView;
  /** Whether the holder looks at it, or whoever acts for them; else it is the PA. */
  isHolder: boolean;
  /** Who offered the terms, where it was somebody for the holder. */
  doneBy: {name: string; how: string | null} | null;
  doneFor: string;
  justAsked: boolean;
  state: string;
  tag: string;
  sentence: string;
  employment: string;
  rates: {label: string; text: string}[];
}

export function agreementPage(agreement: EngagementView, principal: Principal, asked: boolean): AgreementPage {
  const {state, holder} = agreement;
  const isHolder = holder.id === (principal.actingFor?.personId ?? principal.personId);
  return {
    agreement,
    isHolder,
    doneBy: doneBy(agreement.proposedBy, agreement.proposedHow, holder),
    doneFor: holder.name,
    justAsked: asked && isHolder && state === 'proposed',
    state: AGREEMENT_STATES[state],
    tag: AGREEMENT_TAGS[state],
    sentence: isHolder ? agreementSentence(agreement) : '',
    employment: STATUS_WORDS[agreement.status],
    rates: RATE_BANDS.flatMap((band) =>
      agreement.rates
        .filter((rate) => rate.band === band)
        .map((rate) => ({label: BAND_WORDS[band], text: rateWords(rate)})),
    ),
  };
}
