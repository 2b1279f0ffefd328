import type {Principal} from '@app/identity';
import type {Opened} from '../applications/application-access.js';

/** How something reached the council: by the applicant's own hands, or told to somebody who wrote it down for them. */
export const CHANNELS = ['online', 'meeting', 'phone', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How somebody tells it who does not write it themselves. */
export const SPOKEN_CHANNELS = ['meeting', 'phone', 'paper'] as const;
export type SpokenChannel = (typeof SPOKEN_CHANNELS)[number];

/** The channel of what is being written now: staff write down what the applicant tells them. */
export function channelOf({as, application}: Opened): Channel {
  if (as === 'applicant') return 'online';
  return application.channel === 'online' ? 'paper' : application.channel;
}

/** For whom it is done, for the audit trail: the officer for the applicant. */
export function forApplicant({as, member}: Opened, principal: Principal): {forId?: string | undefined} {
  return {forId: as === 'council' ? (member.personId ?? member.organisationId ?? undefined) : principal.actingFor?.personId};
}
