// Waits of a conversation follow what is known of it (BPMN 2.0.2 §8.4.2): one that was opened before the first message, or whose key comes
// from the process's own data, waits by the key of now.
import { attempt, hasIncident, isStuck } from './incident.ts';
import type { Run } from './run.ts';
import { closeWait, openMessage } from './waits.ts';

export function rekey(run: Run): void {
  if (!run.graph.converses) return;
  const seen = new Set<string>();
  for (const { kind, on, element, part } of [...run.state.subscriptions.values()]) {
    const place = part === undefined ? { on, element } : { on, element, part };
    const wait = `${on} ${element} ${part ?? ''}`;
    if (kind !== 'message' || seen.has(wait) || isStuck(run, on)) continue;
    seen.add(wait);
    const event = run.graph.nodes.get(element)?.events[part ?? 0];
    const { correlation = null, name = '' } = event ?? {};
    if (correlation === null || hasIncident(run, on, element)) continue;
    attempt(run, on, element, () => {
      const keys: readonly (string | undefined)[] = correlation.waiting(run, on);
      const wanted = new Set(keys.length === 0 ? [undefined] : keys);
      for (const [id, open] of [...run.state.subscriptions]) {
        if (open.kind !== 'message' || open.on !== on || open.element !== element || open.part !== part) continue;
        // One that is there stays; what is left is opened.
        if (!wanted.delete(open.key)) closeWait(run, id, 'cancelled');
      }
      for (const key of wanted) openMessage(run, place, name, key);
    });
  }
}
