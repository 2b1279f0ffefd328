import type {ApplicationSummary} from '@app/register';

/** Whether there is a page that tells the applicant what was decided, or until when it is put off. */
export function hasDecision(state: ApplicationSummary['state']): boolean {
  return state === 'approved' || state === 'declined' || state === 'deferred';
}
