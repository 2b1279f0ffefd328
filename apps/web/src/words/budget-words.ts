import type {Deployment} from '@app/allocations';
import {words} from './t.js';

/** How the money of a line reaches who is paid, in a name and in a sentence. */
export const DEPLOYMENT_WORDS: Record<Deployment, {name: string; means: string}> = words({
  direct_payment: {name: 'Direct payment', means: 'You hold this money and pay from it yourself.'},
  managed: {name: 'Managed by the council', means: 'The council holds this money and pays for you.'},
  individual_service_fund: {
    name: 'Individual service fund',
    means: 'A provider that you chose holds this money and pays for you.',
  },
  personal_health_budget: {
    name: 'Personal health budget',
    means: 'This money comes from the NHS for your health needs.',
  },
});
