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
  emit(run, { type: 'incident.raised', incidentId: nextId(run), on, element, code, params });
}

export function closeIncident(run: Run, on: string): void {
  const incident = run.state.elements[on]?.incident;
  if (incident !== undefined) emit(run, { type: 'incident.resolved', incidentId: incident });
}
