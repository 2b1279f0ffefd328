import type {RetentionCategory} from '@app/register';
import {t, words} from '../../words/t.js';

export const CATEGORY_WORDS: Record<RetentionCategory, string> = words({
  dbs_facts: 'DBS facts',
  reference_facts: 'Who gave a reference, and how',
  referee: 'Referees and what they wrote',
  risk_assessment: 'Restricted risk assessments',
  evidence_file: 'Files of papers',
  declined_application: 'Applications that were declined',
  withdrawn_application: 'Applications that were withdrawn',
  condition: 'What conditions asked for (from the day they bind no more)',
  sanction: 'Why there was a sanction (from its last day)',
  appeal: 'What appeals said (from the answer)',
  enquiry: 'Who enquired (from the day they did)',
});

export function monthsWords(months: number): string {
  if (months === 0) return t('Not at all');
  return t('{{count}} months', {count: months});
}
