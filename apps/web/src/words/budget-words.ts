import type {
  ChangeKind,
  ContributionMethod,
  Cycle,
  Deployment,
  ExportKind,
  FigureKind,
  Funder,
  MarkKind,
  MoveKind,
  PaidTo,
  PaidWith,
  Purpose,
  ReceiptView,
  RuledPayee,
  Unusual,
} from '@app/allocations';
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

/** What a line would pay for, as a rule names it. */
export const PAYEE_WORDS: Record<RuledPayee, string> = words({
  employed_pa: 'A PA whom the person employs',
  self_employed_pa: 'A PA who is self-employed',
  provider: 'A provider',
  partner: 'A partner, wherever they live',
  close_relative: 'Close family in the same home',
  council_service: 'A service that the council runs',
  residential_care: 'A stay in a care home',
});

export const MARK_WORDS: Record<MarkKind, string> = words({
  council_service: 'The council’s own service',
  residential_care: 'A care home',
});

export const MOVE_WORDS: Record<MoveKind | 'close', string> = words({
  keep: 'Keep money apart',
  give_back: 'Give back what was kept apart',
  contribution_paid: 'Note a contribution that came in',
  write_off: 'Write off what is overdrawn',
  roll_over: 'Roll over to the next open period',
  close: 'Close the period',
});

export const PURPOSE_WORDS: Record<Purpose, string> = words({
  holiday_pay: 'Holiday pay',
  tax: 'Tax and National Insurance',
  redundancy: 'Redundancy',
  savings: 'Savings that were agreed',
  contingency: 'Something unforeseen',
});

export const EXPORT_WORDS: Record<ExportKind, string> = words({
  actuals: 'What was spent',
  payments: 'Payment schedule',
  underspend: 'What was left over',
  general_ledger: 'Lines for the general ledger',
});

/** Where it is paid, where that is not said by its deployment. */
export const PAID_TO_WORDS: Record<PaidTo, string> = words({
  own_account: 'Into their own account',
  card: 'Onto a pre-paid card',
  managed_account: 'Into an account that somebody else keeps for them',
  notional: 'Kept by the NHS, which pays for them',
  third_party: 'Held by an organisation that pays for them',
  direct: 'Paid to them',
});

export const FUNDER_WORDS: Record<Funder, string> = words({
  council: 'The council',
  nhs: 'The NHS',
  joint: 'The council and the NHS together',
});

export const CYCLE_WORDS: Record<Cycle, string> = words({
  four_weekly: 'Every four weeks',
  monthly: 'Every month',
  weekly: 'Every week',
  once: 'Once',
});

export const CONTRIBUTION_METHOD_WORDS: Record<ContributionMethod, string> = words({
  net: 'Net: the council pays its own part only',
  gross: 'Gross: the council pays all of it and sends an invoice',
});

export const FIGURE_KIND_WORDS: Record<FigureKind, string> = words({
  indicative: 'Early figure',
  final: 'Final figure',
});

export const CHANGE_KIND_WORDS: Record<ChangeKind, string> = words({
  amount: 'Another amount a week',
  suspension: 'A pause, for example in hospital',
  end: 'The line ends',
  withdrawn: 'The earlier change was wrong and does not count',
});

export const PAID_WITH_WORDS: Record<PaidWith, string> = words({
  cash: 'Cash',
  card: 'Card',
  transfer: 'Bank transfer',
});

/** Why somebody of the council may want to talk about a purchase. */
export const UNUSUAL_WORDS: Record<Unusual, string> = words({
  beyond: 'It cost more than was left',
  large: 'It cost more than is usual at once',
  late: 'It was written down long after it was bought',
  many: 'There were many on one day',
  twice: 'The same sum was written down twice for one day',
});

export const RECEIPT_STATE_WORDS: Record<ReceiptView['state'], string> = words({
  quarantined: 'Being checked for viruses',
  clean: 'Checked',
  released: 'Checked',
  infected: 'A virus was found, so it was not kept',
});
