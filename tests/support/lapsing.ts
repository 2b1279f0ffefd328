import {addMonths, type Day} from '@app/kernel';
import {APPROVE, dbs, GOOD_EVIDENCE, record, submitted, TODAY, type Desk} from './accreditation.js';
import type {TestApi} from './app.js';
import type {TestPerson, World} from './people.js';

export interface LapsingPa {
  pa: TestPerson;
  applicationId: string;
  memberId: string;
}

/** An approved PA with a DBS certificate that counts for the last time on the day before this one. */
export async function lapsingPa(api: TestApi, world: World, desk: Desk, name: string, day: Day): Promise<LapsingPa> {
  const pa = await world.person(desk.councilId, name, ['pa']);
  const applicationId = await submitted(api, pa);
  await record(api, desk.officer, applicationId, [
    ...GOOD_EVIDENCE.filter((each) => each.requirement !== 'dbs'),
    {requirement: 'dbs', body: dbs(addMonths(day, -36), TODAY)},
  ]);
  await api.call('post', `/applications/${applicationId}/ready`, desk.officer.token).expect(200);
  const decided = await api
    .call('post', `/applications/${applicationId}/decision`, desk.approver.token, APPROVE)
    .expect(200);
  return {pa, applicationId, memberId: (decided.body as {member: {id: string}}).member.id};
}
