// The lifecycles are the XState machines; the look-up tables of the hot path must say the same, on every path.
import { describe, expect, it } from 'vitest';
import { initialTransition, transition, type AnyStateMachine } from 'xstate';
import { getShortestPaths, getSimplePaths } from 'xstate/graph';
import {
  activityMachine,
  activityTable,
  definitionMachine,
  definitionTable,
  grantMachine,
  grantTable,
  humanTaskMachine,
  humanTaskTable,
  incidentMachine,
  incidentTable,
  jobMachine,
  jobTable,
  slaClockMachine,
  slaClockTransitions,
} from 'quytrinh/lifecycle';

type Table = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

const lifecycles: readonly [name: string, machine: AnyStateMachine, table: Table][] = [
  ['activity', activityMachine, activityTable],
  ['definition', definitionMachine, definitionTable],
  ['grant', grantMachine, grantTable],
  ['humanTask', humanTaskMachine, humanTaskTable],
  ['incident', incidentMachine, incidentTable],
  ['job', jobMachine, jobTable],
  ['slaClock', slaClockMachine, slaClockTransitions],
];

describe.each(lifecycles)('lifecycle of %s', (name, machine, table) => {
  const events = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))].map((type) => ({ type }));

  it('is named after what it is about', () => {
    expect(machine.id).toBe(name);
  });

  it('reaches every state, and its table gives what the machine gives, for every state and event', () => {
    const paths = getShortestPaths(machine, { events });
    expect(new Set(paths.map(({ state }) => String(state.value)))).toEqual(new Set(Object.keys(table)));
    for (const { state } of paths) {
      const from = String(state.value);
      for (const event of events) {
        const [next] = transition(machine, state, event);
        expect([from, event.type, String(next.value)]).toEqual([from, event.type, table[from]?.[event.type] ?? from]);
      }
    }
  });

  it('walks every simple path the same by table', () => {
    const paths = getSimplePaths(machine, { events });
    expect(paths.length).toBeGreaterThan(0);
    const [first] = initialTransition(machine);
    for (const path of paths) {
      let at = String(first.value);
      for (const step of path.steps) {
        const { type } = step.event as { readonly type: string };
        at = type === 'xstate.init' ? at : (table[at]?.[type] ?? at);
      }
      expect(at).toBe(String(path.state.value));
    }
  });

  it('has an end, which nothing leaves', () => {
    const ends = Object.entries(table).filter(([, row]) => Object.keys(row).length === 0);
    const finals = Object.entries(machine.root.states).filter(([, node]) => node.type === 'final');
    expect(finals.map(([state]) => state).sort()).toEqual(ends.map(([state]) => state).sort());
    // `completed` activities may still be compensated: final states are those with no way out.
    expect(ends.length).toBeGreaterThan(0);
  });
});
