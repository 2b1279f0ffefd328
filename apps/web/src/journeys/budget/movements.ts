import type {EntryView} from '@app/allocations';
import type {MoneyCause} from '@app/bookings';
import {londonDay, type Pence} from '@app/kernel';
import {FIGURE_OF, FIGURES, type Account} from './figures.js';
import {formatDay} from '../../words/figures.js';
import {t} from '../../words/t.js';

/** One thing that happened to the money of a period, in plain words. */
export interface Movement {
  at: Date;
  what: string;
  /** The booking that it was about. */
  href: string | null;
  about: string | null;
  who: string;
  /** Each figure that it changed; a minus where the figure went down. */
  changes: {account: Account; label: string; pence: Pence}[];
}

/** Newest first. @param causes what the bookings and visits behind the entries are called */
export function movements(entries: readonly EntryView[], causes: readonly MoneyCause[]): Movement[] {
  const journals = new Map<number, EntryView[]>();
  for (const entry of entries) journals.set(entry.journalId, [...(journals.get(entry.journalId) ?? []), entry]);
  const named = new Map(causes.map((cause) => [cause.causeId, cause]));
  return [...journals.values()].flatMap((own) => {
    const [first] = own;
    return first ? [movement(first, own, named.get(first.causeId) ?? null)] : [];
  });
}

/** Only what changed one figure, with its own change; together they are the figure. */
export function behind(all: readonly Movement[], account: Account): Movement[] {
  return all
    .map((each) => ({...each, changes: each.changes.filter((change) => change.account === account)}))
    .filter((each) => each.changes.length > 0);
}

function movement(first: EntryView, own: readonly EntryView[], cause: MoneyCause | null): Movement {
  const sums = new Map<Account, Pence>();
  for (const {account: entry, amountPence} of own) {
    const account = FIGURE_OF[entry];
    if (account) sums.set(account, (sums.get(account) ?? 0) + signed(account, amountPence));
  }
  return {
    at: first.at,
    what: whatHappened(first, sums),
    href: cause && (cause.sharedId ? `/shared/${cause.sharedId}` : `/bookings/${cause.bookingId}`),
    about: cause ? aboutWords(cause) : null,
    who: whoDid(first),
    changes: [...sums]
      .filter(([, pence]) => pence !== 0)
      .map(([account, pence]) => ({account, label: FIGURES[account].label, pence})),
  };
}

/** What was given stands in the ledger as a minus, because it is where money comes from. */
function signed(account: Account, pence: Pence): Pence {
  return account === 'allocated' || account === 'contribution' ? -pence : pence;
}

function whatHappened({kind, causeKind}: EntryView, sums: ReadonlyMap<Account, Pence>): string {
  switch (kind) {
    case 'fund':
      return t('Money for this period');
    case 'hold':
      return t('You asked for visits');
    case 'commit':
      return t('Your request was accepted');
    case 'release':
      if ((sums.get('spent') ?? 0) < 0) return t('Visits take place after all');
      return (sums.get('held') ?? 0) < 0 ? t('A request came to nothing') : t('Visits were cancelled');
    case 'spend':
      if (causeKind === 'purchase') return t('Something was bought');
      if (causeKind === 'fund_statement') return t('Hours of your fund, which you confirmed');
      return causeKind === 'visit' ? t('Hours were approved') : t('Paid for visits that did not take place');
    case 'ring_fence':
      return (sums.get('ring_fenced') ?? 0) < 0 ? t('No longer kept back') : t('Kept back by the council');
    case 'adjust':
      return t('The amount was changed');
    case 'contribute':
      return t('Your part was paid in');
    case 'roll_over':
      return (sums.get('available') ?? 0) < 0 ? t('Moved to the next period') : t('Moved here from the period before');
    case 'reclaim':
      return t('Taken back by the council');
    case 'write_off':
      return t('Given up by the council');
    case 'reverse':
      return t('Taken back because it was wrong');
  }
}

function aboutWords({listingName, reference, startsAt}: MoneyCause): string {
  return `${listingName}, ${startsAt ? formatDay(londonDay(startsAt)) : reference}`;
}

function whoDid({kind, actorName, forName}: EntryView): string {
  if (!actorName) return kind === 'fund' || kind === 'adjust' ? t('The council') : t('Alongside, by itself');
  return forName && forName !== actorName ? t('{{actorName}}, for {{forName}}', {actorName, forName}) : actorName;
}
