import {addDefaultDeploymentRules} from '@app/allocations';
import {addCouncil, type NewCouncil} from '@app/identity';
import {SystemClock, type Day} from '@app/kernel';
import {DEFAULT_BANDS, RateBands} from '@app/listings';
import type {Tx} from '@app/platform';
import {addDefaultCourses} from '@app/register';

/** Certificates from before a council began count too, as long as the course itself does. */
const EARLIEST_CERTIFICATE: Day = '2015-01-01';

/** A new council, with the rules it starts with: which budget line may pay whom, which hours are evening and weekend, what training it takes. */
export async function setUpCouncil(tx: Tx, startsOn: Day, council: NewCouncil): Promise<string> {
  const councilId = await addCouncil(tx, council);
  await addDefaultDeploymentRules(tx, councilId, startsOn);
  await new RateBands(new SystemClock()).set(tx, councilId, startsOn, DEFAULT_BANDS);
  await addDefaultCourses(tx, councilId, EARLIEST_CERTIFICATE);
  return councilId;
}
