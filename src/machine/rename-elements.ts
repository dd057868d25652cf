// A migrated instance: what lives in it gets the ids of elements and flows that the new definition has for them.
import type { CompensationRecord } from '../model/events.ts';
import type { ElementInstance } from '../model/instance-state.ts';
import { changingAll, type LiveState } from './live-state.ts';

/** Changes `state` in place; `renamed` gives the new id of each. */
export function renameElements(state: LiveState, renamed: (id: string) => string): void {
  for (const instance of changingAll(state, state.elements)) renameElement(instance, renamed);
  for (const timer of changingAll(state, state.timers)) timer.element = renamed(timer.element);
  for (const wait of changingAll(state, state.subscriptions)) wait.element = renamed(wait.element);
  for (const incident of changingAll(state, state.incidents)) incident.element = renamed(incident.element);
  for (const clock of Object.values(state.clocks)) clock.element = renamed(clock.element);
  state.performers = renameKeys(state.performers, renamed);
}

function renameElement(instance: ElementInstance, renamed: (id: string) => string): void {
  instance.element = renamed(instance.element);
  if (instance.via !== undefined) instance.via = renamed(instance.via);
  if (instance.tokens !== undefined) instance.tokens = renameKeys(instance.tokens, renamed);
  if (instance.heard !== undefined) instance.heard = renameKeys(instance.heard, renamed);
  if (instance.brought !== undefined) instance.brought = renameKeys(instance.brought, renamed);
  if (instance.planned !== undefined) instance.planned = instance.planned.map(renamed);
  if (instance.completed !== undefined)
    instance.completed = instance.completed.map((record) => renameRecord(record, renamed));
  if (instance.gateways === undefined) return;
  const gateways: Record<string, string[]> = {};
  for (const [gateway, flows] of Object.entries(instance.gateways)) gateways[renamed(gateway)] = flows.map(renamed);
  instance.gateways = gateways;
}

function renameRecord(record: CompensationRecord, renamed: (id: string) => string): CompensationRecord {
  const { inner } = record;
  const own = { ...record, element: renamed(record.element) };
  return inner === undefined ? own : { ...own, inner: inner.map((one) => renameRecord(one, renamed)) };
}

function renameKeys<T>(record: Record<string, T>, renamed: (id: string) => string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [renamed(key), value]));
}
