import {stateMachine} from '@app/kernel';

export const BOOKING_STATES = ['requested', 'accepted', 'declined', 'cancelled', 'expired'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

export const bookingMachine = stateMachine(BOOKING_STATES, 'requested', {
  accept: {from: ['requested'], to: 'accepted'},
  decline: {from: ['requested'], to: 'declined'},
  cancel: {from: ['requested', 'accepted'], to: 'cancelled'},
  expire: {from: ['requested'], to: 'expired'},
});
export type BookingAction = keyof typeof bookingMachine.transitions;
