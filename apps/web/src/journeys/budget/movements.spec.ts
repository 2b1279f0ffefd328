import {describe, expect, it} from '@jest/globals';
import type {EntryView} from '@app/allocations';
import type {Account} from './figures.js';
import {behind, movements} from './movements.js';

const AT = new Date('2027-03-02T10:00:00Z');
const entry = (journalId: number, kind: EntryView['kind'], account: EntryView['account'], amountPence: number) => ({
  journalId,
  at: AT,
  kind,
  account,
  amountPence,
  causeKind: kind === 'spend' ? 'visit' : 'booking',
  causeId: `cause ${journalId}`,
  actorName: 'Grace Hall',
  forName: kind === 'hold' ? 'Ivy Hall' : null,
});

const ENTRIES: EntryView[] = [
  entry(4, 'release', 'held', -500),
  entry(4, 'release', 'available', 500),
  entry(3, 'spend', 'committed', -2_900),
  entry(3, 'spend', 'spent', 2_175),
  entry(3, 'spend', 'available', 725),
  entry(2, 'hold', 'available', -500),
  entry(2, 'hold', 'held', 500),
  {...entry(1, 'fund', 'available', 10_000), causeKind: 'line', actorName: null},
  {...entry(1, 'fund', 'allocated', -10_000), causeKind: 'line', actorName: null},
];

describe('what happened to the money', () => {
  const all = movements(ENTRIES, [
    {
      causeId: 'cause 3',
      bookingId: 'booking',
      reference: 'AB23-CD45',
      listingName: 'Amina K.',
      sharedId: null,
      startsAt: AT,
    },
    {
      causeId: 'cause 2',
      bookingId: 'booking',
      reference: 'AB23-CD45',
      listingName: 'Amina K.',
      sharedId: null,
      startsAt: null,
    },
  ]);

  it('is said once for each thing, newest first, with who and what it was about', () => {
    expect(all.map(({what, about, who}) => [what, about, who])).toEqual([
      ['A request came to nothing', null, 'Grace Hall'],
      ['Hours were approved', 'Amina K., Tuesday 2 March 2027', 'Grace Hall'],
      ['You asked for visits', 'Amina K., AB23-CD45', 'Grace Hall, for Ivy Hall'],
      ['Money for this period', null, 'The council'],
    ]);
    expect(all[1]?.href).toBe('/bookings/booking');
    expect(all[1]?.changes).toEqual([
      {account: 'committed', label: 'Promised', pence: -2_900},
      {account: 'spent', label: 'Spent', pence: 2_175},
      {account: 'available', label: 'Left', pence: 725},
    ]);
  });

  it('adds up to each figure, what was given above nought', () => {
    const sum = (account: Account) =>
      behind(all, account).reduce((total, each) => total + (each.changes[0]?.pence ?? 0), 0);
    expect([sum('allocated'), sum('held'), sum('spent'), sum('available')]).toEqual([10_000, 0, 2_175, 10_725]);
    expect(behind(all, 'held')).toHaveLength(2);
  });
});
