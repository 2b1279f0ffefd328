import {UnitOfWork, type Tx} from '@app/platform';
import {registerScheme, seedApprovals, type Circumstance, type RequirementTerms} from '@app/register';
import type {Day} from '@app/kernel';
import {openDesk, type Desk} from './accreditation.js';
import type {Method} from './app.js';
import type {TestPerson} from './people.js';
import {Scenario} from './scenario.js';

/** One requirement, as a test needs it. */
export function asks(code: string, rest: Partial<RequirementTerms> = {}): RequirementTerms {
  return {
    code,
    kind: 'training',
    title: `Training: ${code}`,
    needed: 1,
    validMonths: null,
    countsFrom: 'issued',
    onLapse: 'delist',
    graceDays: null,
    onlyWhen: null,
    minimumLevel: null,
    recordedBy: ['officer'],
    source: 'A test',
    ...rest,
  };
}

/** A council with a scheme of a test's own, somebody who configures it, and members approved in numbers. */
export class SchemeWorld {
  private people = 0;

  private constructor(
    readonly scenario: Scenario,
    readonly desk: Desk,
    readonly admin: TestPerson,
    readonly versionId: string,
  ) {}

  static async open(code: string, requirements: readonly RequirementTerms[]): Promise<SchemeWorld> {
    const scenario = await Scenario.open();
    const desk = await openDesk(scenario.world, code, requirements);
    const admin = await scenario.world.person(desk.councilId, 'Ada Admin', ['admin']);
    const [version] = await scenario.world.owner.query<{id: string}[]>(
      `SELECT id FROM scheme_version WHERE council_id = $1`,
      [desk.councilId],
    );
    return new SchemeWorld(scenario, desk, admin, version?.id ?? '');
  }

  close(): Promise<void> {
    return this.scenario.close();
  }

  call(person: TestPerson, method: Method, path: string, body?: object) {
    return this.scenario.call(person, method, path, body);
  }

  /** Work of the serving role in the council. */
  inCouncil<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.scenario.api.app.get(UnitOfWork).run(this.desk.councilId, work);
  }

  newPa(): Promise<TestPerson> {
    const letter = String.fromCharCode(65 + this.people++);
    return this.scenario.world.person(this.desk.councilId, `Worker ${letter}`, ['pa']);
  }

  /** Approved on each of these days, on evidence issued a week before it. @returns the members' ids */
  async approvedOn(days: readonly Day[], circumstances: Circumstance[] = []): Promise<string[]> {
    const {world} = this.scenario;
    const {councilId, officer, approver} = this.desk;
    const members: {memberId: string; checkedOn: Day; circumstances: Circumstance[]}[] = [];
    for (const checkedOn of days) {
      const personId = await world.add('person', {council_id: councilId, name: `Member ${this.people++}`});
      members.push({memberId: await world.member(councilId, {personId}), checkedOn, circumstances});
    }
    const seeding = {
      councilId,
      versionId: this.versionId,
      officerId: officer.personId,
      approverId: approver.personId,
    };
    await this.inCouncil((tx) => seedApprovals(tx, seeding, members));
    return members.map((each) => each.memberId);
  }

  /** Whom the register lists on a day. */
  async listedOn(day: Day): Promise<string[]> {
    const rows = await this.inCouncil((tx) =>
      tx.query<{id: string}[]>(`SELECT member_id AS id FROM member_standing(NULL, $1) WHERE listed ORDER BY 1`, [day]),
    );
    return rows.map(({id}) => id);
  }

  /** A scheme made as the owner makes it, for what the pages do not let anybody do. */
  register(version: Omit<Parameters<typeof registerScheme>[1], 'councilId'>) {
    return this.scenario.world.owner.transaction((tx) =>
      registerScheme(tx, {...version, councilId: this.desk.councilId}),
    );
  }
}
