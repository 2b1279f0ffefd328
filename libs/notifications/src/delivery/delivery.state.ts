import {stateMachine} from '@app/kernel';

/**
 * `waiting`: to be sent, printed, rung or arranged. `printed`: in a batch, not yet posted. `sent`: handed over.
 * `delivered`: it arrived, or they were reached. `failed`: somebody has to look after it, which makes it `settled`.
 */
export const DELIVERY_STATES = ['waiting', 'printed', 'sent', 'delivered', 'failed', 'settled', 'ended'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const deliveryMachine = stateMachine(DELIVERY_STATES, 'waiting', {
  print: {from: ['waiting'], to: 'printed'},
  post: {from: ['printed'], to: 'sent'},
  send: {from: ['waiting'], to: 'sent'},
  arrive: {from: ['waiting', 'sent'], to: 'delivered'},
  fail: {from: ['waiting', 'printed', 'sent'], to: 'failed'},
  settle: {from: ['waiting', 'failed'], to: 'settled'},
  end: {from: ['waiting', 'printed', 'sent', 'delivered', 'failed', 'settled'], to: 'ended'},
});
