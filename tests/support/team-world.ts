import type {RequirementTerms} from '@app/register';
import {addScheme, handedInByClerk} from './accreditation.js';
import {startPages, type PagesApp} from './pages-app.js';
import type {TestPerson} from './people.js';
import {Scenario} from './scenario.js';

/** An enterprise that has handed in its application to a register that asks for one thing. */
export interface TeamWorld {
  scenario: Scenario;
  pages: PagesApp;
  lead: TestPerson;
  officer: TestPerson;
  approver: TestPerson;
  organisation: string;
  application: string;
  close(): Promise<void>;
}

export async function openTeam(requirement: RequirementTerms): Promise<TeamWorld> {
  const scenario = await Scenario.open({pages: true});
  const pages = await startPages(scenario.database, scenario.api.clock);
  const {world, council} = scenario;
  const lead = await world.person(council, 'Lena Lead', ['provider']);
  const officer = await world.person(council, 'Olu Officer', ['officer']);
  const approver = await world.person(council, 'Ash Approver', ['approver']);
  const organisation = await world.organisation(council, 'Care Team', [lead]);
  await addScheme(world, council, [requirement], 'business');
  const asked = {kind: 'business', organisation_id: organisation};
  const opened = await scenario.call(officer, 'post', '/applications', asked);
  const application = (opened.body as {id: string}).id;
  await handedInByClerk(scenario.api, officer, application);
  return {
    ...{scenario, pages, lead, officer, approver, organisation, application},
    async close() {
      await pages.close();
      await scenario.close();
    },
  };
}
