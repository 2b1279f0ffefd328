import {addDays, formatDay, type Day} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

/** To a member of the register: something they showed runs out soon. */
export function lapseNear(data: {name: string; requirements: string[]; lapsesOn: Day}): Letter {
  const last = formatDay(addDays(data.lapsesOn, -1));
  const one = data.requirements.length === 1;
  return {
    subject: one ? `Renew by ${last}: ${data.requirements[0]}` : `Renew ${data.requirements.length} things by ${last}`,
    body: paragraphs(
      `${one ? 'This lasts' : 'These last'} until ${last} for ${data.name}: ${data.requirements.join(', ')}.`,
      'Renew before then and nothing changes. After that day the listing may come down until it is renewed.',
    ),
    path: '/work/register',
  };
}
