/** A table of transitions: for each action, the states it starts from and the one it leads to. */
export type Transitions<State extends string, Action extends string> = Record<
  Action,
  {from: readonly State[]; to: State}
>;

export interface StateMachine<State extends string, Action extends string> {
  readonly states: readonly State[];
  readonly initial: State;
  readonly transitions: Transitions<State, Action>;
  can(state: State, action: Action): boolean;
}

/**
 * Checks the table when the process starts: every state is named, and every state can be reached.
 * @throws Error naming the state that is wrong, so that the process does not start with it
 */
export function stateMachine<State extends string, Action extends string>(
  states: readonly State[],
  initial: State,
  transitions: Transitions<State, Action>,
): StateMachine<State, Action> {
  const steps = Object.values<{from: readonly State[]; to: State}>(transitions);
  for (const state of steps.flatMap((step) => [...step.from, step.to])) {
    if (!states.includes(state)) throw new Error(`a transition names the unknown state ${state}`);
  }
  const reached = new Set<State>([initial]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const step of steps) if (step.from.some((from) => reached.has(from))) reached.add(step.to);
  }
  const lost = states.find((state) => !reached.has(state));
  if (lost) throw new Error(`no transition leads to the state ${lost}`);
  return {states, initial, transitions, can: (state, action) => transitions[action].from.includes(state)};
}
