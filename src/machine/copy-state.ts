// A copy of a state that a step may change: as deep as appliers write, sharing every value they only replace.
import type { ElementInstance, InstanceState } from '../model/instance-state.ts';

export function copyState(state: InstanceState): InstanceState {
  return {
    ...state,
    elements: copyEach(state.elements, copyElement),
    tasks: copyEach(state.tasks, shallow),
    jobs: copyEach(state.jobs, shallow),
    calls: { ...state.calls },
    timers: { ...state.timers },
    subscriptions: copyEach(state.subscriptions, shallow),
    incidents: { ...state.incidents },
    clocks: { ...state.clocks },
    performers: copyEach(state.performers, (persons) => [...persons]),
  };
}

function copyElement(instance: ElementInstance): ElementInstance {
  const copy = { ...instance };
  if (copy.variables !== undefined) copy.variables = { ...copy.variables };
  if (copy.tokens !== undefined) copy.tokens = { ...copy.tokens };
  if (copy.waits !== undefined) copy.waits = [...copy.waits];
  if (copy.heard !== undefined) copy.heard = copyEach(copy.heard, (parts) => [...parts]);
  if (copy.brought !== undefined) copy.brought = { ...copy.brought };
  if (copy.completed !== undefined) copy.completed = [...copy.completed];
  if (copy.compensation !== undefined) copy.compensation = { ...copy.compensation };
  if (copy.gateways !== undefined) copy.gateways = { ...copy.gateways };
  if (copy.loop !== undefined) {
    copy.loop = { ...copy.loop };
    if (copy.loop.outputs !== undefined) copy.loop.outputs = [...copy.loop.outputs];
  }
  return copy;
}

function copyEach<T>(record: Record<string, T>, copy: (value: T) => T): Record<string, T> {
  const result: Record<string, T> = {};
  for (const [key, value] of Object.entries(record)) result[key] = copy(value);
  return result;
}

function shallow<T extends object>(value: T): T {
  return { ...value };
}
