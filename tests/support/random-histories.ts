import {addDays, addMonths, type Day} from '@app/kernel';
import type {Circumstance, EvidenceDates, RequirementTerms, SchemeKind, StandingHistory} from '@app/register';
import fc from 'fast-check';

/** Past days, many of them where months end, so that edges meet. */
const pastDay: fc.Arbitrary<Day> = fc.oneof(
  fc.integer({min: 0, max: 1_000}).map((days) => addDays('2024-01-15', days)),
  fc.constantFrom('2024-01-31', '2024-02-29', '2025-02-28', '2025-03-31', '2025-08-31', '2026-01-31', '2026-02-28'),
);
const instant = pastDay.chain((day) =>
  fc.constantFrom('00:00:00', '00:30:00', '12:00:00', '23:30:00').map((time) => new Date(`${day}T${time}Z`)),
);
const codes = fc.constantFrom('aa', 'a_b', 'ab', 'zz');
const circumstances = fc.subarray<Circumstance>(['self_employed', 'drives']);

const terms: fc.Arbitrary<RequirementTerms> = fc.record({
  code: codes,
  kind: fc.constant('training'),
  title: fc.constant('Training'),
  needed: fc.integer({min: 1, max: 3}),
  validMonths: fc.option(fc.integer({min: 1, max: 14})),
  countsFrom: fc.constantFrom('issued', 'checked'),
  onLapse: fc.constantFrom('delist', 'delist', 'warn'),
  graceDays: fc.constant(null),
  recordedBy: fc.constant(['officer']),
  onlyWhen: fc.option(fc.constantFrom('self_employed', 'drives'), {freq: 3}),
  minimumLevel: fc.constant(null),
  source: fc.constant('A test'),
});

export interface RandomVersion {
  schemeKind: SchemeKind;
  requirements: RequirementTerms[];
}

export interface RandomMember {
  decisions: {
    version: number;
    circumstances: Circumstance[];
    outcome: 'approved' | 'approved_with_conditions' | 'declined';
    effectiveOn: Day;
    decidedAt: Date;
  }[];
  evidence: EvidenceDates[];
  suspensions: StandingHistory['suspensions'];
}

const version: fc.Arbitrary<RandomVersion> = fc.record({
  schemeKind: fc.constantFrom<SchemeKind>('accredited', 'accredited', 'information'),
  requirements: fc.uniqueArray(terms, {selector: (each) => each.code, maxLength: 4}),
});

const evidence: fc.Arbitrary<EvidenceDates> = fc
  .record({
    requirement: codes,
    number: fc.integer({min: 1, max: 3}),
    checkedOn: pastDay,
    issuedOn: fc.option(fc.integer({min: 0, max: 60}), {freq: 4}),
    validUntil: fc.option(pastDay, {freq: 2}),
    voided: fc.option(fc.record({endedOn: fc.option(pastDay)}), {freq: 2}),
  })
  .map(({issuedOn, ...rest}) => ({...rest, issuedOn: issuedOn === null ? null : addDays(rest.checkedOn, -issuedOn)}));

const member: fc.Arbitrary<RandomMember> = fc.record({
  decisions: fc.array(
    fc.record({
      version: fc.nat({max: 2}),
      circumstances,
      outcome: fc.constantFrom('approved', 'approved', 'approved_with_conditions', 'declined'),
      effectiveOn: pastDay,
      decidedAt: instant,
    }),
    {maxLength: 3},
  ),
  evidence: fc.array(evidence, {maxLength: 14}),
  suspensions: fc
    .array(fc.tuple(instant, fc.option(fc.integer({min: 0, max: 40 * 24}))), {maxLength: 2})
    .map((each) =>
      each.map(([startsAt, hours]) => ({startsAt, endsAt: hours === null ? null : later(startsAt, hours)})),
    )
    .filter((each) => each.filter(({endsAt}) => endsAt === null).length < 2),
});

export const histories = fc.record({
  versions: fc.array(version, {minLength: 3, maxLength: 3}),
  members: fc.array(member, {minLength: 1, maxLength: 6}),
  days: fc.array(pastDay, {minLength: 2, maxLength: 4}),
});
export type Histories = typeof histories extends fc.Arbitrary<infer T> ? T : never;

/** Days on which something happens to a member, and the days around them. */
export function turningDays(member: RandomMember, versions: readonly RandomVersion[]): Day[] {
  const happenings = member.evidence.flatMap(({checkedOn, issuedOn, validUntil, requirement}) => [
    checkedOn,
    ...(validUntil ? [validUntil] : []),
    ...versions
      .flatMap((each) => each.requirements)
      .filter((each) => each.code === requirement && each.validMonths)
      .map((each) => addMonths(issuedOn ?? checkedOn, each.validMonths ?? 0)),
  ]);
  const decided = member.decisions.map((each) => each.effectiveOn);
  return [...new Set([...happenings, ...decided].flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))];
}

function later(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 3_600_000);
}
