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
  session: 'Where somebody was signed in (from the end)',
  advert: 'Adverts (from the day they closed)',
  shortlist: 'Shortlists (from the last change)',
  saved_search: 'Saved searches (from the last use)',
  feedback: 'Feedback after visits (from the day it was written)',
  account: 'Accounts that nobody uses (from the last sign-in)',
  representation: 'What acting for somebody rested on (from its end)',
  review: 'What was said in reviews of budgets (from the day they were held)',
  money_talk: 'What was said about money left over, funds, ratings and samples (from the decision)',
  conversation: 'What people wrote to each other (from the last message)',
  message: 'Messages (from the day they were told)',
  complaint: 'What complaints said (from the answer)',
  concern: 'What concerns about safety said (from the day they were closed)',
  data_request: 'What people asked of their own information (from the answer)',
});

export function monthsWords(months: number): string {
  if (months === 0) return t('Not at all');
  return t('{{count}} months', {count: months});
}
