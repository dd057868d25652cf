// From an XState machine to a plain look-up table: state → event → next state.
// A pure XState transition builds an actor (about 18 µs); the hot path looks the same answer up here in nanoseconds.
import type { AnyStateMachine } from 'xstate';

export type TransitionTable<S extends string, E extends string> = Readonly<Record<S, Readonly<Partial<Record<E, S>>>>>;

/** Reads a flat machine (no nested, parallel or guarded states: a lifecycle has none). */
export function transitionTable<S extends string, E extends string>(machine: AnyStateMachine): TransitionTable<S, E> {
  const table: Record<string, Record<string, string>> = {};
  for (const [state, node] of Object.entries(machine.root.states)) {
    const row: Record<string, string> = {};
    for (const [event, transitions] of node.transitions) {
      const target = transitions[0]?.target?.[0];
      if (target) row[event] = target.key;
    }
    table[state] = row;
  }
  return table as TransitionTable<S, E>;
}
