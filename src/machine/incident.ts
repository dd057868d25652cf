// Incidents: a stored fact that something is stuck. Raised where trouble is caught, closed when it is tried again.
import type { IncidentCode } from '../model/events.ts';
import { emit, nextId, type Run } from './run.ts';
import { isTrouble, type Trouble } from './trouble.ts';

/** Runs `act`; trouble becomes an incident on the live element `on`. */
export function attempt(run: Run, on: string, element: string, act: () => void): void {
  try {
    act();
  } catch (caught) {
    if (!isTrouble(caught)) throw caught;
    raise(run, on, element, caught.trouble, caught.params);
  }
}

export function raise(run: Run, on: string, element: string, code: IncidentCode, params: Trouble['params']): void {
  emit(run, { type: 'incident.raised', incidentId: nextId(run), on, element, code, params: { ...params, element } });
}

export function closeIncidents(run: Run, on: string): void {
  for (const [incidentId, incident] of Object.entries(run.state.incidents)) {
    if (incident.on === on) emit(run, { type: 'incident.resolved', incidentId });
  }
}

/** True when an incident of `element`, held by `on`, is open. */
export function hasIncident(run: Run, on: string, element: string): boolean {
  for (const incident of Object.values(run.state.incidents))
    if (incident.on === on && incident.element === element) return true;
  return false;
}

/** True while the element itself is stuck; a join in a scope is stuck without the scope being so. */
export function isStuck(run: Run, on: string): boolean {
  const { element } = run.state.elements[on] ?? {};
  return element !== undefined && hasIncident(run, on, element);
}
