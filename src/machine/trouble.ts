// Trouble: something in the model or its data that an operator must mend. Thrown inside a step, caught where the
// element is known, and written down as an incident. It never leaves the machine.
import type { IncidentCode } from '../model/events.ts';

export interface Trouble extends Error {
  readonly trouble: IncidentCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function trouble(code: IncidentCode, params: Trouble['params'] = {}): Trouble {
  return Object.assign(new Error(code), { trouble: code, params });
}

export function isTrouble(value: unknown): value is Trouble {
  return value instanceof Error && 'trouble' in value;
}
