// The roles to which a task is offered: its role and its candidate groups, each once.
import type { TaskFacts } from '../model/events.ts';

export function rolesOf({ role, candidateGroups = [] }: TaskFacts): readonly string[] {
  if (role === undefined) return candidateGroups.length < 2 ? candidateGroups : [...new Set(candidateGroups)];
  return candidateGroups.length === 0 ? [role] : [...new Set([role, ...candidateGroups])];
}
