// A scope that an event subprocess has taken over, or that is being cancelled, starts no other event subprocess (BPMN 2.0.2
// §13.5.4). What hangs on its boundary, and its clocks, go on: it is still alive.
import { nodeOf, type Run } from './run.ts';
import { closeWait } from './waits.ts';

export function stopListening(run: Run, scope: string): void {
  const instance = run.state.elements.get(scope);
  const starts = new Set<string>();
  for (const subprocess of nodeOf(run, instance?.element ?? '').eventSubprocesses)
    for (const { id } of subprocess.initial) starts.add(id);
  for (const wait of [...(instance?.waits ?? [])]) {
    const { element = '' } = run.state.timers.get(wait) ?? run.state.subscriptions.get(wait) ?? {};
    if (starts.has(element)) closeWait(run, wait, 'cancelled');
  }
}
