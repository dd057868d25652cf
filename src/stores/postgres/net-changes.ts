// What the changes of one step come to: in a set-based write the order of two changes of one row would be lost, so each row is
// changed once at most, to what the last of its changes says.
import type { JobRow, RowChange, TaskRow } from '../port.ts';

/** One change for each row. */
export function netChanges(changes: readonly RowChange[]): readonly RowChange[] {
  if (changes.length < 2) return changes;
  const net = new Map<string, RowChange>();
  for (const change of changes) {
    const key = keyOf(change);
    net.set(key, joined(net.get(key), change));
  }
  return net.size === changes.length ? changes : [...net.values()];
}

function joined(before: RowChange | undefined, change: RowChange): RowChange {
  if (before === undefined || !('put' in change)) return change;
  if (change.table === 'taskStates') {
    if (!('put' in before)) return before;
    if (before.table === 'tasks') return { table: 'tasks', put: { ...before.put, ...change.put } satisfies TaskRow };
  }
  if (change.table === 'jobRetries') {
    if (!('put' in before)) return before;
    if (before.table === 'jobs') {
      return { table: 'jobs', put: { ...before.put, ...change.put, lease: null } satisfies JobRow };
    }
  }
  return change;
}

function keyOf(change: RowChange): string {
  if (!('put' in change)) return `${change.table} ${change.drop}`;
  switch (change.table) {
    case 'tasks':
    case 'taskStates':
      return `tasks ${change.put.taskId}`;
    case 'jobs':
    case 'jobRetries':
      return `jobs ${change.put.jobId}`;
    case 'timers':
      return `timers ${change.put.timerId}`;
    case 'subscriptions':
      return `subscriptions ${change.put.subscriptionId}`;
    case 'incidents':
      return `incidents ${change.put.incidentId}`;
    case 'outbox':
      return `outbox ${change.put.id}`;
  }
}
