// To whom a task is offered, as short texts that a store can look up: written with the task's row, asked for by whoever lists the
// tasks of a person. A look-up only narrows the search; who may do the task is decided by `authority/`.
import type { TaskFacts } from './events.ts';

export const candidate = {
  user: (personId: string) => `user:${personId}`,
  /** Of tasks that name no unit. */
  role: (role: string) => `role:${role}`,
  /** Of tasks that name a unit: for lists by role, and for lists by role within that unit. */
  roleSomewhere: (role: string) => `roleSomewhere:${role}`,
  roleIn: (role: string, unit: string) => `roleIn:${role}\n${unit}`,
  group: (group: string) => `group:${group}`,
  unit: (unit: string) => `unit:${unit}`,
  /** Of tasks that name nobody. */
  anybody: 'anybody',
} as const;

/** Each once. */
export function candidatesOf(task: TaskFacts): readonly string[] {
  const { role, unit, assignee, candidateUsers = [], candidateGroups = [] } = task;
  const found: string[] = [];
  if (role !== undefined && unit === undefined) found.push(candidate.role(role));
  else if (role !== undefined && unit !== undefined) {
    found.push(candidate.roleSomewhere(role), candidate.roleIn(role, unit));
  }
  for (const group of candidateGroups) found.push(candidate.group(group));
  for (const user of candidateUsers) found.push(candidate.user(user));
  if (assignee !== undefined) found.push(candidate.user(assignee));
  if (found.length === 0) found.push(unit === undefined ? candidate.anybody : candidate.unit(unit));
  return found.length < 2 ? found : [...new Set(found)];
}

/** All under which a task is found that is offered to the role, as a role or as a group. */
export function candidatesOfRole(role: string): readonly string[] {
  return [candidate.role(role), candidate.roleSomewhere(role), candidate.group(role)];
}
