// Incidents: a stored fact that something is stuck. Raised where trouble is caught, closed when it is tried again.
import type { IncidentCode } from '../model/events.ts';
import { emit, nextId, noteIncident, type Run } from './run.ts';
import { isTrouble, type Trouble } from './trouble.ts';

/** Runs `act`; trouble becomes an incident on the live element `on`. */
export function attempt(run: Run, on: string, element: string, act: () => void): void {
  try {
    act();
  } catch (caught) {
    stuck(run, on, element, caught);
  }
}

/** Caught trouble becomes an incident on the live element `on`; anything else is thrown on. */
export function stuck(run: Run, on: string, element: string, caught: unknown): void {
  if (!isTrouble(caught)) throw caught;
  raise(run, on, element, caught.trouble, caught.params);
}

export function raise(run: Run, on: string, element: string, code: IncidentCode, params: Trouble['params']): void {
  emit(run, { type: 'incident.raised', incidentId: nextId(run), on, element, code, params: { ...params, element } });
}

export function closeIncidents(run: Run, on: string): void {
  const open = incidentsOf(run, on);
  if (open.size === 0) return;
  for (const incidentId of [...open]) emit(run, { type: 'incident.resolved', incidentId });
}

/** True when an incident of `element`, held by `on`, is open. */
export function hasIncident(run: Run, on: string, element: string): boolean {
  for (const incidentId of incidentsOf(run, on))
    if (run.state.incidents.get(incidentId)?.element === element) return true;
  return false;
}

/** Asked of every element that ends: not to be searched for among thousands. */
function incidentsOf(run: Run, on: string): ReadonlySet<string> {
  if (run.incidentsOn === null) {
    if (run.state.incidents.size === 0) return NONE;
    run.incidentsOn = new Map();
    for (const [incidentId, incident] of run.state.incidents) noteIncident(run, incident.on, incidentId);
  }
  return run.incidentsOn.get(on) ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

/** True while the element itself is stuck; a join in a scope is stuck without the scope being so. */
export function isStuck(run: Run, on: string): boolean {
  const { element } = run.state.elements.get(on) ?? {};
  return element !== undefined && hasIncident(run, on, element);
}
