import type {Area, ContactWay, Power, RepresentationKind} from '@app/identity';
import {words} from './t.js';

export const KIND_WORDS: Record<RepresentationKind | 'staff', string> = words({
  nominated: 'Nominated person',
  authorised: 'Authorised person',
  attorney: 'Attorney',
  deputy: 'Deputy',
  carer: 'Carer',
  broker: 'Broker or support planner',
  fund_holder: 'Fund holder',
  staff: 'The council',
});

/** The same, said to whoever acts. */
export const YOU_WORDS: Record<RepresentationKind, string> = words({
  nominated: 'You are their nominated person',
  authorised: 'You are their authorised person',
  attorney: 'You are their attorney',
  deputy: 'You are their deputy',
  carer: 'You care for them',
  broker: 'You help them plan',
  fund_holder: 'You hold a fund of theirs',
});

/** What each is, for whoever has to choose. */
export const KIND_HINTS: Record<RepresentationKind, string> = words({
  nominated: 'Chosen by an adult who can decide that for themselves',
  authorised: 'Agreed by the council, because the adult cannot decide this',
  attorney: 'Has a registered power of attorney',
  deputy: 'Appointed by the Court of Protection',
  carer: 'Cares for them; sees what the adult agrees to',
  broker: 'Plans and proposes, with consent and until a last day; never spends',
  fund_holder: 'An organisation that holds one or more lines of the budget',
});

/** In the words of somebody to whom it is said of another: “They can …”. */
export const POWER_WORDS: Record<Power, string> = words({
  see_budget: 'See the budget: what there is, what is promised and what is left',
  see_support: 'See the visits, bookings and agreements',
  agree_terms: 'Agree terms with a PA or provider',
  book: 'Book support, paid from the budget',
  cancel: 'Cancel what is booked',
  approve_hours: 'Approve hours, so that they are paid',
  see_plan: 'See the support plan',
  write_plan: 'Write the support plan',
  agree_plan: 'Agree the support plan',
  sign_agreement: 'Sign the direct payment agreement',
  write_purchases: 'Write down what was bought',
  propose: 'Propose support, for a yes or no',
  see_backup: 'See the back-up plan',
  write_backup: 'Write the back-up plan',
  set_contact: 'Say how letters and messages are sent',
  reach_out: 'Keep a shortlist and searches, write to PAs and providers, place adverts, and say how it was',
});

export const AREA_WORDS: Record<Area, string> = words({
  money: 'Money: the budget and what it pays for',
  welfare: 'Care and support: what, from whom and when',
});

export const STATE_WORDS: Record<'to_come' | 'in_force' | 'ended', string> = words({
  to_come: 'Not begun',
  in_force: 'In force',
  ended: 'Ended',
});

export const HOW_WORDS: Record<ContactWay, string> = words({
  phone: 'by telephone',
  letter: 'by letter',
  meeting: 'at a meeting',
});

export const OUTCOME_WORDS: Record<'lacks' | 'has', string> = words({
  lacks: 'Cannot decide this now',
  has: 'Can decide this',
});

const ACTIONS: Record<string, string> = words({
  'booking.requested': 'Asked for visits',
  'booking.cancelled': 'Cancelled visits',
  'engagement.proposed': 'Offered terms',
  'support_plan.started': 'Began a support plan',
  'support_plan.written': 'Wrote in the support plan',
  'support_plan.offered': 'Asked you to agree the support plan',
  'support_plan.agreed': 'Agreed the support plan',
  'support_plan.reopened': 'Began to change the support plan',
  'proposal.made': 'Proposed support for you',
  'proposal.accepted': 'Said yes to a proposal',
  'proposal.declined': 'Said no to a proposal',
  'proposal.change_wanted': 'Asked for a change to a proposal',
  'proposal.withdrawn': 'Took a proposal back',
  'conversation.message_sent': 'Wrote a message',
  'conversation.contact_given': 'Gave contact details',
  'conversation.contact_withdrawn': 'Took contact details back',
  'conversation.blocked': 'Blocked somebody',
  'conversation.unblocked': 'Ended a block',
  'conversation.reported': 'Reported a conversation',
  'shortlist.added': 'Put somebody on the shortlist',
  'shortlist.noted': 'Wrote a note on the shortlist',
  'shortlist.removed': 'Took somebody off the shortlist',
  'shortlist.shared': 'Shared the shortlist',
  'shortlist.share_ended': 'Ended the sharing of the shortlist',
  'saved_search.saved': 'Saved a search',
  'saved_search.renamed': 'Gave a saved search another name',
  'saved_search.paused': 'Paused a saved search',
  'saved_search.resumed': 'Let a saved search go on',
  'saved_search.deleted': 'Deleted a saved search',
  'feedback.waiting': 'Said how the support was',
  'feedback.withdrawn': 'Took back what was said of the support',
  'backup.written': 'Wrote down back-up contacts',
  'backup.shared': 'Let the duty officer read the back-up contacts',
  'backup.kept_private': 'Kept the back-up contacts from the duty officer',
  'advert.waiting': 'Wrote an advert',
  'advert.closed': 'Took an advert down',
  'visit.approved': 'Approved hours',
  'visit.queried': 'Sent hours back',
  'session.acts_for': 'Began to act for you',
  'session.acts_for_self': 'Stopped acting for you',
  'behalf.started': 'Began to note what you asked for',
  'behalf.ended': 'Ended the call, letter or meeting',
});

/** What somebody did, in words; what has none of its own is still shown. */
export function actionWords(action: string): string {
  return Object.hasOwn(ACTIONS, action) ? (ACTIONS[action] ?? action) : action;
}

/** Who did something, where it was not the holder themselves. */
export function doneBy(
  who: {id: string; name: string},
  how: ContactWay | null,
  holder: {id: string},
): {name: string; how: string | null} | null {
  return who.id === holder.id ? null : {name: who.name, how: how && HOW_WORDS[how]};
}
