import {isDay, type Day, type FieldError} from '@app/kernel';
import type {RequirementKind} from '../scheme/requirement-kinds.js';
import {EVIDENCE_KINDS, type FactField} from './evidence-kinds.js';

/** Facts about a piece of evidence, as evidence-kinds.ts allows them. */
export type Facts = Record<string, string | number>;

/** What somebody says they saw, before it is checked. */
export interface NewEvidence {
  /** Which of several; left out it takes the first place that is free. */
  number?: number | undefined;
  issuedOn?: Day | undefined;
  checkedOn: Day;
  validUntil?: Day | undefined;
  facts: Readonly<Record<string, unknown>>;
}

/** What is wrong with the facts sent, each by its field: `facts.level`. */
export function factErrors(kind: RequirementKind, facts: Readonly<Record<string, unknown>>): FieldError[] {
  const rules = EVIDENCE_KINDS[kind].facts;
  const unknown = Object.keys(facts)
    .filter((name) => !Object.hasOwn(rules, name))
    .map((name) => ({
      field: `facts.${name.slice(0, 40)}`,
      message: `This is not something we keep here. Give only: ${Object.keys(rules).join(', ')}.`,
    }));
  const wrong = Object.entries(rules).flatMap(([name, rule]) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value === undefined && rule.optional) return [];
    const problem = factProblem(rule.field, value);
    return problem ? [{field: `facts.${name}`, message: `${rule.label}: ${problem}.`}] : [];
  });
  return [...unknown, ...wrong];
}

const ONE_LINE = /^[^\t\r\n]*\S[^\t\r\n]*$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function factProblem(field: FactField, value: unknown): string | null {
  switch (field.type) {
    case 'choice':
      return field.of.includes(value as string) ? null : `choose one of ${field.of.join(', ')}`;
    case 'text':
      return typeof value === 'string' && ONE_LINE.test(value) && value.length <= field.longest
        ? null
        : `enter one line of up to ${field.longest} characters`;
    case 'pattern':
      return typeof value === 'string' && field.pattern.test(value) ? null : `enter ${field.like}`;
    case 'whole':
      return Number.isInteger(value) && (value as number) >= field.least && (value as number) <= field.most
        ? null
        : `enter a whole number from ${field.least} to ${field.most}`;
    case 'day':
      return isDay(value) ? null : 'enter a date, like 2026-03-29';
    case 'person':
      return typeof value === 'string' && UUID.test(value) ? null : 'give the id of a person';
    case 'course':
      return typeof value === 'string' && UUID.test(value) ? null : 'give the id of a course of the catalogue';
  }
}
