import type {Tx} from '@app/platform';
import {illegalTransition} from '../register.errors.js';
import {Application} from './application.entity.js';
import {applicationMachine, type ApplicationAction} from './application.state.js';

/** @throws ILLEGAL_TRANSITION */
export function requireStep(application: Application, action: ApplicationAction): void {
  if (!applicationMachine.can(application.state, action)) throw illegalTransition(application.state, action);
}

/** @throws ILLEGAL_TRANSITION */
export async function moveApplication(
  tx: Tx,
  application: Application,
  action: ApplicationAction,
  at: Date,
  dates: Partial<Pick<Application, 'submittedBy' | 'submittedAt' | 'readyAt' | 'closedAt' | 'deferredUntil'>> = {},
): Promise<void> {
  requireStep(application, action);
  const {to: state} = applicationMachine.transitions[action];
  const values = {state, stateSince: at, deferredUntil: null, ...dates};
  await tx.update(Application, {id: application.id}, values);
  Object.assign(application, values);
}
