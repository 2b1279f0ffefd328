import type {PlannedVersion, RequirementTerms, SchemeVersionView, VersionPreview} from '@app/register';
import type {
  PlannedVersionRequest,
  SchemeRequirementResponse,
  SchemeVersionResponse,
  VersionPreviewResponse,
} from './scheme-version.dto.js';

export function plannedOf(body: PlannedVersionRequest): PlannedVersion {
  return {
    name: body.scheme,
    kind: body.kind,
    memberKind: body.member_kind,
    startsOn: body.starts_on,
    membersFrom: body.members_from ?? null,
    requirements: body.requirements.map((each) => ({
      code: each.code ?? null,
      kind: each.kind,
      title: each.title,
      needed: each.needed,
      validMonths: each.valid_months ?? null,
      countsFrom: each.counts_from,
      onLapse: each.on_lapse,
      graceDays: each.grace_days ?? null,
      onlyWhen: each.only_when ?? null,
      minimumLevel: each.minimum_level ?? null,
      eachWorker: each.each_worker ?? false,
      recordedBy: each.recorded_by,
      source: each.source,
    })),
  };
}

export function versionAnswer(version: SchemeVersionView): SchemeVersionResponse {
  return {
    id: version.id,
    scheme: version.scheme,
    member_kind: version.memberKind,
    starts_on: version.startsOn,
    members_from: version.membersFrom,
    state: version.state,
    applications: version.applications,
    may_withdraw: version.mayWithdraw,
    requirements: version.requirements.map(termsAnswer),
  };
}

export function previewAnswer({requirements, effect}: VersionPreview): VersionPreviewResponse {
  const titles = new Map(requirements.map(({code, title}) => [code, title]));
  return {
    requirements: requirements.map(termsAnswer),
    members_from: effect.membersFrom,
    listed: effect.listed,
    would_lapse: effect.lapse,
    would_lapse_later: effect.lapseLater,
    would_be_listed_again: effect.listedAgain,
    days: effect.days,
    members: effect.members.map(({memberId, name, lapsesOn, lapsesOnNow, missing}) => ({
      member: {id: memberId, name},
      lapses_on: lapsesOn,
      lapses_on_now: lapsesOnNow,
      missing: missing.map((code) => ({requirement: code, title: titles.get(code) ?? code})),
    })),
  };
}

function termsAnswer(terms: RequirementTerms): SchemeRequirementResponse {
  return {
    code: terms.code,
    kind: terms.kind,
    title: terms.title,
    needed: terms.needed,
    valid_months: terms.validMonths,
    counts_from: terms.countsFrom,
    on_lapse: terms.onLapse,
    grace_days: terms.graceDays,
    only_when: terms.onlyWhen,
    minimum_level: terms.minimumLevel,
    each_worker: terms.eachWorker ?? false,
    recorded_by: terms.recordedBy,
    source: terms.source,
  };
}
