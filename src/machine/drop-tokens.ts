// An operator takes away what waits at a join, or at an activity that gathers tokens: it would have no other way out of a scope that
// goes on without it.
import { emit, type Run, touch } from './run.ts';

/** Scopes in which tokens wait at the element, and the flows on which they came. */
export function waitingAt(run: Run, element: string): readonly { readonly scope: string; readonly flows: string[] }[] {
  const isAt = (flow: string): boolean => run.graph.flows.get(flow)?.target.id === element;
  return [...run.state.elements].flatMap(([scope, { tokens = {} }]) => {
    const flows = Object.keys(tokens).filter(isAt);
    return flows.length === 0 ? [] : [{ scope, flows }];
  });
}

/** All tokens that wait at the element are gone, and with them the trouble that they could not go on. */
export function dropTokens(run: Run, element: string): void {
  for (const { scope, flows } of waitingAt(run, element)) {
    emit(run, { type: 'token.dropped', scope, flows, element });
    for (const [incidentId, incident] of [...run.state.incidents])
      if (incident.on === scope && incident.element === element) emit(run, { type: 'incident.resolved', incidentId });
    touch(run, scope);
  }
}
