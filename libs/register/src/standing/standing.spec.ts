import {describe, expect, it} from '@jest/globals';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';
import {standingOn} from './standing.js';
import type {Approval, RecordedEvidence, StandingHistory} from './standing-history.js';

describe('standing on a day', () => {
  const terms = (code: string, rest: Partial<RequirementTerms> = {}): RequirementTerms => ({
    code,
    kind: 'training',
    title: code,
    needed: 1,
    validMonths: null,
    countsFrom: 'checked',
    onLapse: 'delist',
    graceDays: null,
    recordedBy: ['officer'],
    onlyWhen: null,
    minimumLevel: null,
    source: 'A test',
    ...rest,
  });
  const seen = (requirement: string, checkedOn: string, rest: Partial<RecordedEvidence> = {}): RecordedEvidence => ({
    requirement,
    number: 1,
    issuedOn: null,
    checkedOn,
    validUntil: null,
    voided: null,
    recordedAt: new Date(`${checkedOn}T12:00:00Z`),
    ...rest,
  });
  const approval = (requirements: RequirementTerms[], rest: Partial<Approval> = {}): Approval => ({
    id: 'a',
    effectiveOn: '2026-01-10',
    decidedAt: new Date('2026-01-10T12:00:00Z'),
    scheme: 'Support with Confidence',
    schemeKind: 'accredited',
    circumstances: [],
    requirements,
    takeovers: [],
    conditions: [],
    ...rest,
  });
  const history = (rest: Partial<StandingHistory>): StandingHistory => ({
    approvals: [],
    evidence: [],
    suspensions: [],
    terminations: [],
    ...rest,
  });
  const listed = (past: StandingHistory, ...days: string[]) => days.map((day) => standingOn(past, day).listed);

  it('is none before anybody decided, whatever was seen', () => {
    const past = history({evidence: [seen('identity', '2026-01-01')]});
    expect(standingOn(past, '2026-06-01')).toMatchObject({listed: false, scheme: null, missing: []});
  });

  it('begins on the day the approval counts from', () => {
    const past = history({approvals: [approval([terms('identity')])], evidence: [seen('identity', '2026-01-05')]});
    expect(listed(past, '2026-01-09', '2026-01-10')).toEqual([false, true]);
    expect(standingOn(past, '2026-01-10')).toMatchObject({accredited: true, checkedOn: '2026-01-05', lapsesOn: null});
  });

  it('ends on the day the first requirement lapses, counted to the month’s last day', () => {
    const past = history({
      approvals: [approval([terms('dbs', {validMonths: 1, countsFrom: 'issued'}), terms('identity')])],
      evidence: [seen('dbs', '2026-02-02', {issuedOn: '2026-01-31'}), seen('identity', '2026-01-05')],
    });
    expect(standingOn(past, '2026-02-27')).toMatchObject({listed: true, lapsesOn: '2026-02-28'});
    expect(standingOn(past, '2026-02-28')).toMatchObject({listed: false, lapsesOn: null, missing: ['dbs']});
  });

  it('goes on without a gap when it is renewed in time, and has one when it is not', () => {
    const early = history({
      approvals: [approval([terms('insurance', {validMonths: 12, countsFrom: 'issued'})])],
      evidence: [
        seen('insurance', '2026-01-05', {issuedOn: '2026-01-01'}),
        seen('insurance', '2026-12-20', {issuedOn: '2026-12-20'}),
      ],
    });
    expect(listed(early, '2026-12-31', '2027-01-01', '2027-12-19', '2027-12-20')).toEqual([true, true, true, false]);
    const late = {...early, evidence: early.evidence.map((each) => ({...each}))};
    late.evidence[1] = seen('insurance', '2027-01-09', {issuedOn: '2027-01-05'});
    // What was seen on the 9th did not count before it, though it was issued on the 5th.
    expect(listed(late, '2026-12-31', '2027-01-01', '2027-01-08', '2027-01-09')).toEqual([true, false, false, true]);
  });

  it('needs every place of a requirement, each renewed by its own', () => {
    const past = history({
      approvals: [approval([terms('reference', {needed: 2, validMonths: 12})])],
      evidence: [
        seen('reference', '2026-01-01'),
        seen('reference', '2026-03-01'),
        seen('reference', '2026-02-01', {number: 2}),
        seen('reference', '2026-09-09', {number: 3}),
      ],
    });
    expect(listed(past, '2026-01-31', '2026-02-01', '2027-01-31', '2027-02-01')).toEqual([false, true, true, false]);
  });

  it('stays when what lapsed only warns, and names it', () => {
    const past = history({
      approvals: [approval([terms('first_aid', {validMonths: 12, onLapse: 'warn'})])],
      evidence: [seen('first_aid', '2026-01-01')],
    });
    expect(standingOn(past, '2027-06-01')).toMatchObject({listed: true, lapsesOn: null, missing: ['first_aid']});
  });

  it('asks only what applies', () => {
    const asked = [terms('insurance', {onlyWhen: 'self_employed'})];
    const of = (circumstances: Approval['circumstances']) => history({approvals: [approval(asked, {circumstances})]});
    expect(listed(of([]), '2026-02-01')).toEqual([true]);
    expect(listed(of(['drives']), '2026-02-01')).toEqual([true]);
    expect(listed(of(['self_employed']), '2026-02-01')).toEqual([false]);
  });

  it('keeps the terms of the approval in force until another takes its place', () => {
    const past = history({
      approvals: [
        approval([terms('identity')]),
        approval([terms('identity'), terms('dbs')], {id: 'b', effectiveOn: '2026-06-01'}),
      ],
      evidence: [seen('identity', '2026-01-05')],
    });
    expect(listed(past, '2026-05-31', '2026-06-01')).toEqual([true, false]);
  });

  it('forgets evidence that was never good, and remembers what ended early up to its end', () => {
    const of = (endedOn: string | null) =>
      history({
        approvals: [approval([terms('identity')])],
        evidence: [seen('identity', '2026-01-05', {voided: {endedOn, voidedAt: new Date('2026-03-02T12:00:00Z')}})],
      });
    expect(listed(of(null), '2026-02-01')).toEqual([false]);
    expect(listed(of('2026-03-01'), '2026-02-28', '2026-03-01')).toEqual([true, false]);
  });

  it('is down from the London day a suspension starts to the day it is lifted', () => {
    const [startsAt, endsAt] = [new Date('2026-06-09T23:30:00Z'), new Date('2026-06-20T09:00:00Z')];
    const past = history({
      approvals: [approval([])],
      suspensions: [{startsAt, endsAt, recordedAt: startsAt, liftedAt: endsAt}],
    });
    expect(listed(past, '2026-06-09', '2026-06-10', '2026-06-19', '2026-06-20')).toEqual([true, false, false, true]);
    expect(standingOn(past, '2026-06-15')).toMatchObject({accredited: false, scheme: 'Support with Confidence'});
  });

  it('lists for information without claiming that anything was checked', () => {
    const past = history({
      approvals: [approval([], {schemeKind: 'information'})],
      evidence: [seen('identity', '2026-01-05')],
    });
    expect(standingOn(past, '2026-02-01')).toMatchObject({listed: true, accredited: false, checkedOn: null});
  });
});
