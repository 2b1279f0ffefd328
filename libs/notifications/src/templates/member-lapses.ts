import {addDays, formatDay, type Day} from '@app/kernel';
import type {Letter} from './letter.js';

/** To the officer who handles a member: something of theirs runs out soon. */
export function memberLapses(data: {
  applicationId: string;
  name: string;
  requirements: string[];
  lapsesOn: Day;
}): Letter {
  return {
    subject: `About to lapse: ${data.name}`,
    body: `Last day ${formatDay(addDays(data.lapsesOn, -1))}: ${data.requirements.join(', ')}. They have been reminded too.`,
    path: `/council/applications/${data.applicationId}`,
  };
}
