import type {Day} from '@app/kernel';
import type {RequirementTerms, Standing, StandingHistory} from '@app/register';

type Approval = StandingHistory['approvals'][number];
type Evidence = StandingHistory['evidence'][number];

/** Longer than anything in a made-up history can last. */
const LOOK_AHEAD_DAYS = 1_400;

/**
 * Standing worked out the slow way, day by day, with nothing of the product's own: it walks from the day onwards until
 * the listing is down. What happens after the day is not foreseen; what was settled by then is: the days of papers, of
 * conditions, of other terms, of a termination.
 */
export function slowStanding(history: StandingHistory, day: Day, knownAt: Date | null = null): Standing {
  const known = (recorded: Date | null) =>
    recorded !== null && (knownAt === null || recorded.getTime() <= knownAt.getTime());
  const approval = lastOf(
    history.approvals.filter((each) => known(each.decidedAt) && each.effectiveOn <= day),
    (a, b) =>
      compare(a.effectiveOn, b.effectiveOn) || a.decidedAt.getTime() - b.decidedAt.getTime() || compare(a.id, b.id),
  );
  if (!approval) {
    const none = {listed: false, accredited: false, scheme: null, schemeKind: null, checkedOn: null, lapsesOn: null};
    return {...none, missing: [], reasons: ['not_approved']};
  }
  const papers = history.evidence.filter((each) => known(each.recordedAt) && each.checkedOn <= day && !withdrawn(each));
  const {scheme, schemeKind} = approval;
  const accredits = schemeKind === 'accredited';
  const reasons = [
    ...(whyDownOn(day) as Standing['reasons']),
    ...(suspendedOn(day) ? (['suspended'] as const) : []),
  ].sort();
  const listed = reasons.length === 0;
  return {
    listed,
    accredited: listed && accredits,
    scheme,
    schemeKind,
    checkedOn: accredits ? latestCheck() : null,
    lapsesOn: listed ? firstDayDown() : null,
    missing: askedOn(day)
      .filter((terms) => !placesHeld(terms, day, 0))
      .map((terms) => terms.code)
      .sort(),
    reasons,
  };

  function firstDayDown(): Day | null {
    let next = dayAfter(day);
    for (let ahead = 1; ahead <= LOOK_AHEAD_DAYS; ahead += 1, next = dayAfter(next)) {
      if (whyDownOn(next).length > 0) return next;
    }
    return null;
  }

  /** Whatever takes the listing down on a day, as far as it is settled on the day that is asked about. */
  function whyDownOn(on: Day): string[] {
    const why = askedOn(on)
      .filter((terms) => terms.onLapse !== 'warn' && !placesHeld(terms, on, terms.graceDays ?? 0))
      .map((terms) => `missing:${terms.code}`);
    for (const {dueOn, metOn, recordedAt, metRecordedAt} of the().conditions) {
      if (!known(recordedAt) || dueOn === null || on <= dueOn) continue;
      const met = metOn !== null && known(metRecordedAt) && metOn <= day;
      if (!met && !why.includes('condition_overdue')) why.push('condition_overdue');
    }
    for (const {startsOn, liftedOn, recordedAt, liftedAt} of history.terminations) {
      const back = liftedOn !== null && known(liftedAt) && liftedOn <= on;
      if (known(recordedAt) && startsOn <= on && !back && !why.includes('terminated')) why.push('terminated');
    }
    return why;
  }

  function suspendedOn(on: Day): boolean {
    return history.suspensions.some(({startsAt, endsAt, recordedAt, liftedAt}) => {
      const over = endsAt !== null && known(liftedAt) && inLondon(endsAt) <= on;
      return known(recordedAt) && inLondon(startsAt) <= on && !over;
    });
  }

  /** Of the version applied under, or of the newest of those that have taken members over. */
  function askedOn(on: Day): RequirementTerms[] {
    const taken = lastOf(
      the().takeovers.filter((each) => known(each.createdAt) && each.membersFrom <= on),
      (a, b) => compare(a.startsOn, b.startsOn),
    );
    const {circumstances} = the();
    return (taken ?? the()).requirements.filter((terms) => !terms.onlyWhen || circumstances.includes(terms.onlyWhen));
  }

  function placesHeld(terms: RequirementTerms, on: Day, grace: number): boolean {
    for (let place = 1; place <= terms.needed; place += 1) {
      if (!papers.some((paper) => paper.number === place && covers(paper, terms, on, grace))) return false;
    }
    return true;
  }

  function latestCheck(): Day | null {
    const good = askedOn(day).flatMap((terms) =>
      papers.filter((paper) => paper.number <= terms.needed && covers(paper, terms, day, 0)),
    );
    return (
      good
        .map((paper) => paper.checkedOn)
        .sort()
        .pop() ?? null
    );
  }

  function withdrawn({voided}: Evidence): boolean {
    return voided !== null && known(voided.voidedAt) && (voided.endedOn === null || voided.endedOn <= day);
  }

  function the(): Approval {
    if (!approval) throw new Error('there is an approval');
    return approval;
  }
}

/** Whether a paper speaks for a requirement on a day, or did so many days before it at most. */
function covers(paper: Evidence, terms: RequirementTerms, on: Day, grace: number): boolean {
  if (paper.requirement !== terms.code) return false;
  const until = endOf(paper, terms);
  return until === 'never' || (until !== 'at once' && on < daysAfter(until.first, grace));
}

/** The first day without. */
type End = {first: Day} | 'never' | 'at once';

/** Worked out once, as nothing of it changes. */
const ends = new WeakMap<Evidence, Map<RequirementTerms, End>>();
function endOf(paper: Evidence, terms: RequirementTerms): End {
  const known = ends.get(paper) ?? new Map<RequirementTerms, End>();
  ends.set(paper, known);
  const end = known.get(terms) ?? workOut(paper, terms);
  known.set(terms, end);
  return end;
}

function workOut(paper: Evidence, terms: RequirementTerms): End {
  const from = terms.countsFrom === 'checked' ? paper.checkedOn : paper.issuedOn;
  if (terms.validMonths !== null && from === null) return 'at once';
  const days: Day[] = [];
  if (terms.validMonths !== null && from !== null) days.push(monthsAfter(from, terms.validMonths));
  if (paper.validUntil !== null) days.push(dayAfter(paper.validUntil));
  const [first] = days.sort();
  return first ? {first} : 'never';
}

const london = new Intl.DateTimeFormat('en-CA', {timeZone: 'Europe/London', dateStyle: 'short'});
const inLondon = (instant: Date): Day => london.format(instant);

const DAY_MS = 86_400_000;
const later = new Map<string, Day>();
function daysAfter(day: Day, days: number): Day {
  const key = `${day}+${days}`;
  const found = later.get(key) ?? new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
  later.set(key, found);
  return found;
}
const dayAfter = (day: Day) => daysAfter(day, 1);

/** The same day of a later month, or that month's last. */
function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return new Date(
    Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), Math.min(date, lastOfMonth.getUTCDate())),
  )
    .toISOString()
    .slice(0, 10);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const lastOf = <T>(all: readonly T[], order: (a: T, b: T) => number): T | undefined => [...all].sort(order).pop();
