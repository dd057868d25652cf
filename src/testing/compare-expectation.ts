// What a scenario expects against what is seen; only what is given is compared.
import type { InstanceStatus } from '../model/instance-state.ts';
import type { Variables } from '../model/json.ts';
import type { SlaClock } from '../model/sla.ts';
import type { Expectation } from './scenario.ts';

export interface Observed {
  readonly status: InstanceStatus;
  readonly variables: Variables;
  readonly waiting: readonly string[];
  readonly ended: readonly string[];
  readonly done: readonly string[];
  readonly dossier: SlaClock | null;
  readonly zone: string;
}

export function compareExpectation(expected: Expectation, seen: Observed): string[] {
  const differences: string[] = [];
  const same = (what: string, wanted: unknown, found: unknown): void => {
    if (canonical(wanted) !== canonical(found)) {
      differences.push(`${what} should be ${JSON.stringify(wanted)}, is ${JSON.stringify(found)}`);
    }
  };
  if (expected.status !== undefined) same('status', expected.status, seen.status);
  if (expected.done !== undefined) same('done', expected.done, seen.done);
  if (expected.ended !== undefined) same('ended', [...expected.ended].sort(), [...seen.ended].sort());
  if (expected.waiting !== undefined) same('waiting', [...expected.waiting].sort(), [...seen.waiting].sort());
  for (const [name, value] of Object.entries(expected.variables ?? {}))
    same(`variable ${name}`, value, seen.variables[name]);
  const clock = expected.dossierClock;
  if (clock === undefined) return differences;
  const { dossier } = seen;
  if (clock.state !== undefined) same('clock state', clock.state, dossier?.state);
  if (clock.dueOn !== undefined) same('clock dueOn', clock.dueOn, dossier?.dueOn);
  if (clock.dueAt !== undefined) same('clock dueAt', Date.parse(clock.dueAt), dossier?.dueAt);
  if (clock.originalDueAt !== undefined)
    same('clock originalDueAt', Date.parse(clock.originalDueAt), dossier?.originalDueAt);
  if (clock.restarts !== undefined) same('clock restarts', clock.restarts, dossier?.restarts.length);
  if (clock.breaches !== undefined) same('clock breaches', clock.breaches, dossier?.breaches.length);
  return differences;
}

/** JSON with sorted keys, so that the order in which a variable was built does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
