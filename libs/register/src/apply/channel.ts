import type {Principal} from '@app/identity';
import type {Opened} from '../applications/application-access.js';
import type {Channel} from './channels.js';

/** The channel of what is being written now: staff write down what the applicant tells them. */
export function channelOf({as, application}: Opened): Channel {
  if (as === 'applicant') return 'online';
  return application.channel === 'online' ? 'paper' : application.channel;
}

/** For whom it is done, for the audit trail: the officer for the applicant. */
export function forApplicant({as, member}: Opened, principal: Principal): {forId?: string | undefined} {
  return {
    forId: as === 'council' ? (member.personId ?? member.organisationId ?? undefined) : principal.actingFor?.personId,
  };
}
