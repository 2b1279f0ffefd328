import {describe, expect, it} from '@jest/globals';
import {expandRecurrence, londonDay} from '@app/kernel';
import {BookForm} from './book.form.js';
import {bookingRequest, contradictions, firstDay} from './book-request.js';

const LINES = ['one', 'two'];

function form(changes: Partial<BookForm> = {}): BookForm {
  const plain: BookForm = {
    date: '2027-03-22',
    starts: '09:00',
    ends: '11:00',
    repeat: 'once',
    days: [],
    until: null,
    line: 'one',
    sharing: null,
    second: null,
    share: null,
    key: null,
    shift: null,
  };
  return Object.assign(new BookForm(), plain, changes);
}

describe('what is asked of a booking', () => {
  it('is one visit on one day, all paid by one line', () => {
    expect(bookingRequest('listing', form())).toEqual({
      listingId: 'listing',
      engagementId: null,
      startsAt: new Date('2027-03-22T09:00:00Z'),
      endsAt: new Date('2027-03-22T11:00:00Z'),
      rrule: null,
      splits: [{lineId: 'one', shareBp: 10_000}],
    });
  });

  it('ends on the next day when the end comes before the start on the clock', () => {
    const {startsAt, endsAt} = bookingRequest('listing', form({starts: '22:00', ends: '07:00'}));
    expect([startsAt, endsAt]).toEqual([new Date('2027-03-22T22:00:00Z'), new Date('2027-03-23T07:00:00Z')]);
  });

  it('begins on the first of the chosen weekdays and ends with the last day, whatever the clocks do', () => {
    const weekly = form({repeat: 'weekly', days: ['TU', 'SU'], until: '2027-04-04', starts: '23:30', ends: '23:45'});
    expect(firstDay(weekly)).toBe('2027-03-23');
    const {startsAt, endsAt, rrule} = bookingRequest('listing', weekly);
    const limits = {until: new Date('2030-01-01'), visits: 100};
    const visits = expandRecurrence({startsAt, endsAt}, rrule ?? '', limits, 'rule');
    const days = visits.map((visit) => londonDay(visit.startsAt));
    expect(days).toEqual(['2027-03-23', '2027-03-28', '2027-03-30', '2027-04-04']);
  });

  it('does not take the visit after the last day, however early it is', () => {
    const weekly = form({repeat: 'weekly', days: ['TU', 'WE'], until: '2027-06-01', starts: '00:15', ends: '00:30'});
    const {startsAt, endsAt, rrule} = bookingRequest('listing', {...weekly, date: '2027-06-01'});
    const limits = {until: new Date('2030-01-01'), visits: 100};
    expect(expandRecurrence({startsAt, endsAt}, rrule ?? '', limits, 'rule')).toHaveLength(1);
  });

  it('shares the price between two lines', () => {
    const shared = form({sharing: 'two', second: 'two', share: 2_550});
    expect(bookingRequest('listing', shared).splits).toEqual([
      {lineId: 'one', shareBp: 7_450},
      {lineId: 'two', shareBp: 2_550},
    ]);
  });
});

describe('what contradicts itself', () => {
  const fields = (changes: Partial<BookForm>) => contradictions(form(changes), LINES).map((error) => error.field);

  it.each([
    [{}, []],
    [{ends: '09:00'}, ['ends']],
    [{repeat: 'weekly'}, ['days', 'until-day']],
    [{repeat: 'weekly', days: ['MO'], until: '2027-03-21'}, ['until-day']],
    [{repeat: 'weekly', days: ['SU'], until: '2027-03-27'}, ['until-day']],
    [{repeat: 'weekly', days: ['SU'], until: '2027-03-28'}, []],
    [{repeat: 'once', days: ['SU'], until: '2020-01-01'}, []],
    [{line: null}, ['line']],
    [{line: 'somebody else’s'}, ['line']],
    [{sharing: 'two'}, ['second', 'share']],
    [{sharing: 'two', second: 'one', share: 100}, ['second']],
    [{sharing: 'two', second: 'three', share: 100}, ['second']],
    [{sharing: 'one', second: 'three'}, []],
  ] as [Partial<BookForm>, string[]][])('%j is %j', (changes, expected) => {
    expect(fields(changes)).toEqual(expected);
  });
});
