import {expect} from '@jest/globals';
import {openDesk, ready, submitted, type Desk} from './accreditation.js';
import {startPages, type PagesApp} from './pages-app.js';
import type {TestPerson} from './people.js';
import {Scenario} from './scenario.js';
import {Visitor, type Answer} from './visitor.js';

export const LIST = '/council/applications';

export type Fields = Record<string, string | string[]>;

/** A council's desk with the pages in front of it, and those who work at it. */
export class DeskWorld {
  readonly officer: Visitor;
  /** Gathers and decides. */
  readonly other: Visitor;
  readonly approver: Visitor;
  private people = 0;

  private constructor(
    readonly scenario: Scenario,
    readonly desk: Desk,
    readonly pages: PagesApp,
  ) {
    this.officer = new Visitor(pages, desk.officer);
    this.other = new Visitor(pages, desk.otherOfficer);
    this.approver = new Visitor(pages, desk.approver);
  }

  static async open(): Promise<DeskWorld> {
    const scenario = await Scenario.open({pages: true});
    const desk = await openDesk(scenario.world, 'northshire');
    return new DeskWorld(scenario, desk, await startPages(scenario.database, scenario.api.clock));
  }

  async close(): Promise<void> {
    await this.pages?.close();
    await this.scenario.close();
  }

  newPa(): Promise<TestPerson> {
    const letter = String.fromCharCode(65 + this.people++);
    return this.scenario.world.person(this.desk.councilId, `Worker ${letter}`, ['pa']);
  }

  /** The id of an application with nothing recorded yet. */
  async handedIn(circumstances: string[] = []): Promise<string> {
    return submitted(this.scenario.api, await this.newPa(), circumstances);
  }

  /** The id of one that waits for a decision. */
  async ready(): Promise<string> {
    return ready(this.scenario.api, this.desk, await this.newPa());
  }

  async evidenceOf(id: string, requirement: string): Promise<string> {
    const {body} = (await this.scenario.call(this.desk.officer, 'get', `/applications/${id}`).expect(200)) as {
      body: unknown;
    };
    const {evidence} = body as {evidence: {id: string; requirement: string}[]};
    return evidence.find((each) => each.requirement === requirement)?.id ?? '';
  }
}

/** What was wrong, and that everything that was typed stands in its box again. */
export function refusal(answer: Answer, typed: Fields): (string | number)[] {
  for (const [name, value] of Object.entries(typed)) {
    expect([name, answer.value(name) ?? '']).toEqual([name, [value].flat().join()]);
  }
  return [answer.status, ...answer.linkedErrors];
}
