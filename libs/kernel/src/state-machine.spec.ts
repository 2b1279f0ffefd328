import {describe, expect, it} from '@jest/globals';
import {stateMachine} from './state-machine.js';

describe('a state machine', () => {
  it('says which action may start from which state', () => {
    const door = stateMachine(['shut', 'open'], 'shut', {
      open: {from: ['shut'], to: 'open'},
      shut: {from: ['open'], to: 'shut'},
    });
    expect([door.can('shut', 'open'), door.can('shut', 'shut')]).toEqual([true, false]);
  });

  it('stops the process when a state cannot be reached, or is unknown', () => {
    const states = ['draft', 'live', 'lost'] as const;
    expect(() => stateMachine(states, 'draft', {publish: {from: ['draft'], to: 'live'}})).toThrow('lost');
    expect(() => stateMachine(['draft'] as string[], 'draft', {publish: {from: ['draft'], to: 'live'}})).toThrow(
      'live',
    );
  });
});
