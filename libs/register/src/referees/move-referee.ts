import {DomainError} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Referee} from './referee.entity.js';
import {refereeMachine, type RefereeAction} from './referee.state.js';

/** @throws ILLEGAL_TRANSITION */
export async function moveReferee(tx: Tx, referee: Referee, action: RefereeAction): Promise<void> {
  if (!refereeMachine.can(referee.state, action)) {
    throw new DomainError('refused', 'ILLEGAL_TRANSITION', 'This cannot be done to this reference now.', {
      facts: {state: referee.state, action},
    });
  }
  const {to: state} = refereeMachine.transitions[action];
  await tx.update(Referee, {id: referee.id}, {state});
  referee.state = state;
}
