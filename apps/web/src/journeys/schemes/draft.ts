import {
  COUNTS_FROM,
  DBS_LEVELS,
  MEMBER_KINDS,
  ON_LAPSE,
  ONLY_WHEN,
  RECORDERS,
  REQUIREMENT_KINDS,
  SCHEME_KINDS,
  type PlannedRequirement,
  type PlannedVersion,
  type SchemeVersionView,
} from '@app/register';

/** The boxes of the first page, as typed: they travel with the draft while a requirement is worked on. */
export const DAY_BOXES = ['starts', 'members'].flatMap((name) =>
  ['day', 'month', 'year'].map((part) => `${name}-${part}`),
);
export const PLAN_BOXES = [...DAY_BOXES, 'move'];

/**
 * A version that is being planned. It stands in a hidden field of every form, so that nothing is kept before it is
 * saved, and is read as strictly as anything that comes from outside. What it says is checked by the use case.
 */
export interface Draft extends Pick<PlannedVersion, 'name' | 'kind' | 'memberKind'> {
  /** The version it comes from, to say what is new. */
  from: string | null;
  requirements: PlannedRequirement[];
  typed: Record<string, string>;
}

const LONGEST = 60_000;

export function draftFrom({id, scheme, memberKind, requirements}: SchemeVersionView): Draft {
  const {name, kind} = scheme;
  return {name, kind, memberKind, from: id, requirements: requirements.map(plain), typed: {}};
}

/** What is asked, and nothing else of the row that it is kept in. */
function plain(asked: PlannedRequirement): PlannedRequirement {
  return {
    code: asked.code,
    kind: asked.kind,
    title: asked.title,
    needed: asked.needed,
    validMonths: asked.validMonths,
    countsFrom: asked.countsFrom,
    onLapse: asked.onLapse,
    graceDays: asked.graceDays,
    onlyWhen: asked.onlyWhen,
    minimumLevel: asked.minimumLevel,
    eachWorker: asked.eachWorker ?? false,
    recordedBy: asked.recordedBy,
    source: asked.source,
  };
}

export function draftText({name, kind, memberKind, from, requirements, typed}: Draft): string {
  return JSON.stringify({name, kind, memberKind, from, requirements, typed});
}

/** Null for what no page of ours sends. */
export function readDraft(text: unknown): Draft | null {
  if (typeof text !== 'string' || text.length > LONGEST) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isDraft(value) ? value : null;
}

function isDraft(value: unknown): value is Draft {
  if (!isRecord(value)) return false;
  const {name, kind, memberKind, from, requirements, typed} = value;
  return (
    isText(name) &&
    isOneOf(SCHEME_KINDS, kind) &&
    isOneOf(MEMBER_KINDS, memberKind) &&
    (from === null || isText(from)) &&
    isRecord(typed) &&
    Object.entries(typed).every(([box, words]) => PLAN_BOXES.includes(box) && isText(words)) &&
    Array.isArray(requirements) &&
    requirements.every(isRequirement)
  );
}

function isRequirement(value: unknown): value is PlannedRequirement {
  if (!isRecord(value)) return false;
  const {recordedBy} = value;
  return (
    (value.code === null || isText(value.code)) &&
    isOneOf(REQUIREMENT_KINDS, value.kind) &&
    isText(value.title) &&
    isText(value.source) &&
    Number.isInteger(value.needed) &&
    (value.validMonths === null || Number.isInteger(value.validMonths)) &&
    (value.graceDays === null || Number.isInteger(value.graceDays)) &&
    isOneOf(COUNTS_FROM, value.countsFrom) &&
    isOneOf(ON_LAPSE, value.onLapse) &&
    (value.onlyWhen === null || isOneOf(ONLY_WHEN, value.onlyWhen)) &&
    (value.minimumLevel === null || isOneOf([...DBS_LEVELS, 'by_tasks'], value.minimumLevel)) &&
    (value.eachWorker === undefined || typeof value.eachWorker === 'boolean') &&
    Array.isArray(recordedBy) &&
    recordedBy.every((each) => isOneOf(RECORDERS, each))
  );
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isOneOf = (choices: readonly string[], value: unknown) => isText(value) && choices.includes(value);
