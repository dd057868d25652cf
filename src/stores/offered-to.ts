// To whom a wanted task is offered, in the words under which a store looks tasks up.
import { candidate, candidatesOfRole } from '../model/task-candidates.ts';
import type { TaskFilter } from './port.ts';

/** The conditions on to whom the task is offered, each as the texts of which one must be the task's; the narrowest first. */
export function offeredTo({
  candidates,
  candidateUser,
  candidateGroup,
  roles,
}: TaskFilter): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  if (candidateUser !== undefined) found.push([candidate.user(candidateUser)]);
  if (candidateGroup !== undefined) found.push([candidate.group(candidateGroup)]);
  if (roles !== undefined) found.push([...new Set(roles.flatMap(candidatesOfRole))]);
  if (candidates !== undefined) found.push([...new Set(candidates)]);
  return found;
}
