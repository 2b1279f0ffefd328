import {addDays, addMonths, type Day} from '@app/kernel';
import type {Circumstance, RequirementTerms, SchemeKind, StandingHistory, Takeover} from '@app/register';
import fc from 'fast-check';

/** Past days, many of them where months end, so that edges meet. */
const pastDay: fc.Arbitrary<Day> = fc.oneof(
  fc.integer({min: 0, max: 700}).map((days) => addDays('2024-11-15', days)),
  fc.constantFrom('2024-12-31', '2025-02-28', '2025-03-31', '2025-08-31', '2026-01-31', '2026-02-28'),
);
const instantOn = (day: Day) =>
  fc.constantFrom('00:00:00', '00:30:00', '12:00:00', '23:30:00').map((time) => new Date(`${day}T${time}Z`));
const instant = pastDay.chain(instantOn);
/** Some days later, at noon; on the same day as often as not. */
const after = (day: Day, most: number) =>
  fc.oneof(fc.constant(0), fc.nat({max: most})).map((days) => new Date(`${addDays(day, days)}T12:00:00Z`));
const CODES = ['aa', 'a_b', 'ab', 'zz'] as const;
const codes = fc.constantFrom(...CODES);
const circumstances = fc.subarray<Circumstance>(['self_employed', 'drives']);

const terms: fc.Arbitrary<RequirementTerms> = fc
  .record({
    code: codes,
    kind: fc.constant('training'),
    title: fc.constant('Training'),
    needed: fc.integer({min: 1, max: 3}),
    validMonths: fc.option(fc.integer({min: 1, max: 14})),
    countsFrom: fc.constantFrom('issued', 'checked', 'awarded'),
    onLapse: fc.constantFrom<RequirementTerms['onLapse']>('delist', 'delist', 'warn', 'grace'),
    graceDays: fc.integer({min: 1, max: 60}),
    recordedBy: fc.constant<RequirementTerms['recordedBy']>(['officer']),
    onlyWhen: fc.option(fc.constantFrom('self_employed', 'drives'), {freq: 3}),
    minimumLevel: fc.constant(null),
    source: fc.constant('A test'),
  })
  .map((each) => ({...each, graceDays: each.onLapse === 'grace' ? each.graceDays : null}));

export type RandomVersion = Omit<Takeover, 'membersFrom'> & {membersFrom: Day | null};

export interface RandomScheme {
  kind: SchemeKind;
  /** Those that take members over do so from a day after they were made. */
  versions: RandomVersion[];
}

const requirements = fc.uniqueArray(terms, {selector: (each) => each.code, maxLength: 4});

/** Something of its own, or what the other versions ask, with less of it or with more. */
const likeOthers = (shared: RequirementTerms[]) =>
  fc.oneof(
    requirements,
    fc
      .tuple(fc.subarray(shared), fc.oneof(fc.constant([]), requirements))
      .map(([kept, own]) => [...kept, ...own.filter(({code}) => kept.every((each) => each.code !== code))]),
  );

const version = (shared: RequirementTerms[]): fc.Arbitrary<RandomVersion> =>
  fc
    .record({startsOn: pastDay, wait: fc.option(fc.nat({max: 250}), {freq: 3}), ahead: fc.integer({min: 2, max: 60})})
    .chain(({startsOn, wait, ahead}) => {
      const membersFrom = wait === null ? null : addDays(startsOn, wait);
      return fc.record({
        startsOn: fc.constant(startsOn),
        membersFrom: fc.constant(membersFrom),
        createdAt: instantOn(addDays(membersFrom ?? startsOn, -ahead)),
        requirements: likeOthers(shared),
      });
    });

const scheme: fc.Arbitrary<RandomScheme> = requirements.chain((shared) =>
  fc.record({
    kind: fc.constantFrom<SchemeKind>('accredited', 'accredited', 'information'),
    versions: fc.uniqueArray(version(shared), {selector: (each) => each.startsOn, minLength: 1, maxLength: 4}),
  }),
);

export type RandomMember = Omit<StandingHistory, 'approvals'> & {
  decisions: {
    scheme: number;
    version: number;
    circumstances: Circumstance[];
    outcome: 'approved' | 'approved_with_conditions' | 'declined';
    effectiveOn: Day;
    decidedAt: Date;
    conditions: StandingHistory['approvals'][number]['conditions'];
  }[];
};

/** Met late, in time, or never; on record the same day or later. */
const condition = fc
  .record({dueOn: fc.option(pastDay, {freq: 5}), metOn: fc.option(pastDay), recordedAt: instant})
  .chain((each) =>
    (each.metOn ? after(each.metOn, 60) : fc.constant(null)).map((metRecordedAt) => ({...each, metRecordedAt})),
  );

const decision: fc.Arbitrary<RandomMember['decisions'][number]> = fc
  .record({
    scheme: fc.nat({max: 1}),
    version: fc.nat({max: 3}),
    circumstances,
    outcome: fc.constantFrom('approved', 'approved', 'approved_with_conditions', 'declined'),
    effectiveOn: pastDay,
    decidedAt: instant,
    conditions: fc.array(condition, {minLength: 1, maxLength: 2}),
  })
  .map((each) => ({...each, conditions: each.outcome === 'approved_with_conditions' ? each.conditions : []}));

const withdrawal = (from: Day) =>
  fc
    .option(pastDay)
    .chain((endedOn) => after(endedOn && endedOn > from ? endedOn : from, 90).map((voidedAt) => ({endedOn, voidedAt})));

/** Renewed before and after it lapsed, because there is much of it for few codes; recorded later than it was checked. */
const evidence: fc.Arbitrary<RandomMember['evidence'][number]> = fc
  .record({
    requirement: codes,
    number: fc.integer({min: 1, max: 3}),
    checkedOn: pastDay,
    age: fc.option(fc.integer({min: 0, max: 60}), {freq: 4}),
    validUntil: fc.option(pastDay, {freq: 2}),
  })
  .chain(({age, ...each}) =>
    fc
      .tuple(after(each.checkedOn, 200), fc.option(withdrawal(each.checkedOn), {freq: 2}))
      .map(([recordedAt, voided]) => ({
        ...each,
        issuedOn: age === null ? null : addDays(each.checkedOn, -age),
        recordedAt,
        voided,
      })),
  );

const suspension = fc
  .tuple(instant, fc.option(fc.integer({min: 0, max: 40 * 24})), fc.nat({max: 72}), fc.nat({max: 72}))
  .map(([startsAt, hours, late, later]) => {
    const endsAt = hours === null ? null : hence(startsAt, hours);
    return {startsAt, endsAt, recordedAt: hence(startsAt, late), liftedAt: endsAt && hence(endsAt, later)};
  });

/** Some are on record before they begin. */
const termination = fc
  .record({startsOn: pastDay, days: fc.option(fc.nat({max: 120})), ahead: fc.integer({min: -30, max: 30})})
  .chain(({startsOn, days, ahead}) => {
    const liftedOn = days === null ? null : addDays(startsOn, days);
    return fc.record({
      startsOn: fc.constant(startsOn),
      liftedOn: fc.constant(liftedOn),
      recordedAt: instantOn(addDays(startsOn, -ahead)),
      liftedAt: liftedOn ? after(liftedOn, 30) : fc.constant(null),
    });
  });

const member: fc.Arbitrary<RandomMember> = fc.record({
  decisions: fc.array(decision, {maxLength: 3}),
  evidence: fc.array(evidence, {maxLength: 16}),
  suspensions: fc
    .array(suspension, {maxLength: 2})
    .filter((all) => all.filter(({endsAt}) => endsAt === null).length < 2),
  terminations: fc
    .oneof(fc.array(termination, {maxLength: 0}), fc.array(termination, {maxLength: 2}))
    .filter((all) => all.filter(({liftedOn}) => liftedOn === null).length < 2),
});

export const histories = fc.record({
  schemes: fc.array(scheme, {minLength: 2, maxLength: 2}),
  members: fc.array(member, {minLength: 1, maxLength: 6}),
  days: fc.array(pastDay, {minLength: 2, maxLength: 4}),
  knownAts: fc.array(instant, {minLength: 1, maxLength: 2}),
});
export type Histories = typeof histories extends fc.Arbitrary<infer T> ? T : never;

/** Days on which something happens to a member, and the days around them. */
export function turningDays(member: RandomMember, schemes: readonly RandomScheme[]): Day[] {
  const versions = schemes.flatMap((each) => each.versions);
  const lapses = member.evidence.flatMap(({checkedOn, issuedOn, requirement}) =>
    versions
      .flatMap((each) => each.requirements)
      .filter((each) => each.code === requirement && each.validMonths)
      .map((each) => addDays(addMonths(issuedOn ?? checkedOn, each.validMonths ?? 0), each.graceDays ?? 0)),
  );
  const happenings = [
    ...lapses,
    ...member.evidence.flatMap(({checkedOn, validUntil}) => [checkedOn, validUntil]),
    ...member.decisions.flatMap(({effectiveOn, conditions}) => [
      effectiveOn,
      ...conditions.flatMap(({dueOn, metOn}) => [dueOn, metOn]),
    ]),
    ...member.terminations.flatMap(({startsOn, liftedOn}) => [startsOn, liftedOn]),
    ...versions.map(({membersFrom}) => membersFrom),
  ].filter((day) => day !== null);
  return [...new Set(happenings.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))];
}

/** Days on which it is known what later versions will ask of members. */
export function beforeTakeovers(schemes: readonly RandomScheme[]): Day[] {
  const starts = schemes.flatMap((each) => each.versions.map(({membersFrom}) => membersFrom));
  return starts.filter((day) => day !== null).flatMap((day) => [addDays(day, -1), addDays(day, -40)]);
}

/** Members of each scheme's first version with a piece for every place, so many days old on a day. */
export function havingEverything(day: Day, ages: readonly number[]): RandomMember[] {
  const evidence = CODES.flatMap((requirement, code) =>
    [1, 2, 3].map((number) => {
      const checkedOn = addDays(day, -(ages[code * 3 + number - 1] ?? 0));
      const recordedAt = new Date(`${checkedOn}T12:00:00Z`);
      return {requirement, number, checkedOn, issuedOn: checkedOn, validUntil: null, recordedAt, voided: null};
    }),
  );
  const effectiveOn = addDays(day, -500);
  return [0, 1].map((scheme) => ({
    decisions: [
      {
        scheme,
        version: 0,
        circumstances: [],
        outcome: 'approved',
        effectiveOn,
        decidedAt: new Date(`${effectiveOn}T12:00:00Z`),
        conditions: [],
      },
    ],
    evidence,
    suspensions: [],
    terminations: [],
  }));
}

function hence(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * 3_600_000);
}
