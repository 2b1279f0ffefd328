import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {PERMISSIONS_OF, ROLES, type Permission, type Role} from '@app/identity';
import type {Type} from '@nestjs/common';
import {getMetadataStorage} from 'class-validator';
import {randomUUID} from 'node:crypto';
import {readForm} from '../../../apps/web/src/forms/read-form.js';
import '../../../apps/web/src/web.module.js';
import {EXAMPLES} from '../../support/examples.js';
import type {TestPerson} from '../../support/people.js';
import {refusalOf} from '../../support/problem.js';
import {Scenario} from '../../support/scenario.js';

/** As JSON may say them: `1e309` is more than a number can be. */
const ODD = ['-1', '10000000000000', '1e309', '"1,000"', '"£12.345"', '"NaN"', '"100"', '0.5', 'true', '[]'];
const TYPED = [
  '-1',
  '10000000000000',
  '1e309',
  '£12.345',
  'NaN',
  '1,00',
  '12,5.00',
  '--',
  'one',
  '١٢',
  '1 000',
  '0x10',
];
const PENCE = /(?:^|_)pence$/;

type Json = Record<string, unknown>;

/** Where a body says an amount: `change.weekly_pence`. */
function amountsIn(body: unknown, path: string[] = []): string[][] {
  if (body === null || typeof body !== 'object') return [];
  return Object.entries(body as Json).flatMap(([name, value]) =>
    PENCE.test(name) && typeof value !== 'object' ? [[...path, name]] : amountsIn(value, [...path, name]),
  );
}

/** The body as text, with one amount put otherwise, exactly so. */
function bodyWith(body: object, path: readonly string[], odd: string): string {
  const copy = structuredClone(body) as Json;
  const [last = '', ...before] = [...path].reverse();
  const at = before.reverse().reduce<Json>((inner, name) => inner[name] as Json, copy);
  at[last] = '@@odd@@';
  return JSON.stringify(copy).replace('"@@odd@@"', odd);
}

/** Every amount that a program may send, and every one that may be typed, from what reads them. */
function declared(
  name: RegExp,
  of: (meta: {propertyName: string; name?: string}) => boolean,
): [Type<object>, string][] {
  const {validationMetadatas} = getMetadataStorage() as unknown as {
    validationMetadatas: Map<Type<object>, {propertyName: string; name?: string}[]>;
  };
  const found = [...validationMetadatas].flatMap(([target, all]) =>
    name.test(target.name) ? all.filter(of).map((meta): [Type<object>, string] => [target, meta.propertyName]) : [],
  );
  const seen = new Set<string>();
  return found.filter(([target, field]) => {
    const key = `${target.name}.${field}`;
    return !seen.has(key) && seen.add(key);
  });
}

let scenario: Scenario;
const people = new Map<Role, TestPerson>();

beforeAll(async () => {
  scenario = await Scenario.open();
  for (const role of ROLES) people.set(role, await scenario.world.person(scenario.council, `A ${role}`, [role]));
});
afterAll(() => scenario.close());

/** Bodies with amounts of routes that name no record, or whose example leaves the amount out. */
const MORE: Readonly<Record<string, object>> = {
  'POST /purchases': {
    ...{budget_line_id: randomUUID(), what: 'Bus', bought_on: '2026-01-05', pence: 240, own_pence: 40},
    paid_with: 'cash',
  },
  'POST /visits/:id/approve': {actual_pence: 1_450},
  'POST /engagements/:id/versions': {...EXAMPLES['POST /engagements/:id/versions'], mileage_pence: 45},
  'PUT /listings/mine/rates': {
    ...{starts_on: '2027-01-05', rates: [{band: 'weekday', unit: 'hour', rate_pence: 1_500}], mile_pence: 45},
  },
  'PUT /plans/:id': {...EXAMPLES['PUT /plans/:id'], indicative_pence: 10_000},
  'POST /council/people/:id/lines': {
    ...EXAMPLES['POST /council/people/:id/lines'],
    ...{contribution_weekly_pence: 1, one_off_pence: 1},
  },
  'POST /council/lines/:id/changes': {
    ...{kind: 'amount', from_day: '2027-01-05', reason: 'x', weekly_pence: 1, contribution_weekly_pence: 1},
  },
  'POST /council/budgets/:id/reviews': {
    ...EXAMPLES['POST /council/budgets/:id/reviews'],
    change: {
      ...{result: 'amount', budget_line_id: randomUUID(), from_day: '2027-01-05'},
      ...{weekly_pence: 1, contribution_weekly_pence: 1},
    },
  },
};

describe('an amount that is none', () => {
  const bodies = {...EXAMPLES, ...MORE};
  const doors = Object.entries(bodies).flatMap(([route, body]) => amountsIn(body).map((path) => ({route, body, path})));

  it('is refused at every door for programs, naming its field', async () => {
    expect(doors.length).toBeGreaterThan(20);
    const routes = new Map(scenario.api.routes().map((route) => [`${route.method} ${route.path}`, route]));
    const wrong: string[] = [];
    for (const {route: name, body, path} of doors) {
      const route = routes.get(name);
      const role = ROLES.find((each) => PERMISSIONS_OF[each].includes(route?.permission as Permission));
      if (!route || !role) throw new Error(`${name} is no route that anybody may use`);
      const address = route.path.replace(/:\w+/g, () => randomUUID());
      const answers = ODD.map(async (odd) => {
        const call = scenario.call(people.get(role) ?? null, route.call, address);
        const sent = await call.set('Content-Type', 'application/json').send(bodyWith(body, path, odd));
        const {status, errors} = refusalOf(sent);
        const named = errors.some(({field}) => field === path.join('.') || path.join('.').startsWith(`${field}.`));
        if (status !== 400 || !named)
          wrong.push(`${name} ${path.join('.')} = ${odd}: ${status} ${JSON.stringify(errors)}`);
      });
      await Promise.all(answers);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('is tried at every door there is', () => {
    const tried = new Set(doors.map(({path}) => path.at(-1)));
    const all = declared(/Request$/, ({propertyName}) => PENCE.test(propertyName)).map(
      ([target, field]) => `${target.name}: ${field}`,
    );
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((each) => !tried.has(each.split(': ')[1]))).toEqual([]);
  });

  it('is refused in every box for pounds, beside the box; what people do type is taken', () => {
    const boxes = declared(/./, (meta) => meta.name === 'pounds');
    expect(boxes.length).toBeGreaterThan(15);
    const wrong: string[] = [];
    for (const [target, field] of boxes) {
      const read = (typed: string) =>
        readForm(target, {[field]: typed}).errors.filter((error) => error.field === field);
      for (const odd of TYPED) if (read(odd).length !== 1) wrong.push(`${target.name}.${field} takes ${odd}`);
      // One of these is in every box's range.
      if (['£1.00', '12', '1,234.50', '£5,000,000'].every((fine) => read(fine).length)) {
        wrong.push(`${target.name}.${field} takes nothing`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
