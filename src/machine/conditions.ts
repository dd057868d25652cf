// Conditional events (BPMN 2.0.2 §10.5.5.2): watched conditions are looked at again whenever variables have changed.
import { attempt, hasIncident } from './incident.ts';
import { emit, type Run } from './run.ts';
import { beginHeld } from './held-for-data.ts';
import { rekey } from './rekey.ts';
import { hear } from './throw-events.ts';

/** True when something fired, so that tokens may move again. */
export function fireConditions(run: Run): boolean {
  const { watches, converses, needsData } = run.graph;
  if (!(watches || converses || needsData) || !run.changed) return false;
  run.changed = false;
  rekey(run);
  let fired = needsData && beginHeld(run);
  for (const [id, { kind, on, element, part, met }] of [...run.state.subscriptions]) {
    if (kind !== 'conditional' || run.state.subscriptions.get(id) === undefined) continue;
    if (hasIncident(run, on, element)) continue; // told already
    const catcher = run.graph.nodes.get(element);
    const evaluate = catcher?.events[part ?? 0]?.evaluate;
    if (catcher === undefined || evaluate === undefined || evaluate === null) continue;
    attempt(run, on, element, () => {
      const now = evaluate(run, on) === true;
      if (now === (met ?? false)) return;
      emit(run, { type: 'condition.changed', subscriptionId: id, met: now });
      if (!now) return;
      fired = true;
      hear(run, id, {});
    });
  }
  return fired;
}
