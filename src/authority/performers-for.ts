// Who could do a task now: for task lists. Absent persons are left out, those who cover them are in.
import type { AuthorityAction, AuthorityRequest, Grant, TaskCandidate } from '../model/authority.ts';
import type { TaskFacts } from '../model/events.ts';
import type { Instant } from '../model/json.ts';
import { decide } from './decide.ts';
import type { Directory } from './directory.ts';
import { grantStatusAt } from './grants.ts';
import { nodesOf } from './node.ts';
import { ownRightsOf } from './own-right.ts';
import type { AuthorityRules } from './rules.ts';

export interface PerformersOptions extends Pick<
  AuthorityRequest,
  'procedureCode' | 'elementId' | 'domainField' | 'documents' | 'heldBy' | 'holds'
> {
  /** Default `claim`: certificates are then not judged. */
  readonly action?: AuthorityAction;
}

/** In the order of the directory. */
export function performersFor(
  task: TaskFacts,
  directory: Directory,
  grants: readonly Grant[],
  rules: AuthorityRules,
  at: Instant,
  options: PerformersOptions = {},
): readonly TaskCandidate[] {
  const general = rules.general(at);
  if (!general) return [];
  const { action = 'claim', ...rest } = options;
  const recipients = recipientsNow(grants, directory, at);
  return directory.persons.flatMap(({ id }): TaskCandidate[] => {
    const possible =
      recipients.has(id) ||
      directory.coveredBy(id, at).length > 0 ||
      directory.holdingsOf(id, at).some((held) => held.assigned) ||
      ownRightsOf({ kind: 'person', person: id }, { task, directory, general, at }).length > 0;
    if (!possible) return [];
    const decision = decide({ personId: id, action, task, at, ...rest }, directory, grants, rules);
    if (!decision.allowed) return [];
    const { kind, mode, principal } = decision.authority;
    return [{ personId: id, kind, ...(mode !== undefined && { mode }), ...(principal && { principal }) }];
  });
}

function recipientsNow(grants: readonly Grant[], directory: Directory, at: Instant): ReadonlySet<string> {
  const found = new Set<string>();
  for (const grant of grants) {
    if (grantStatusAt(grant, at) !== 'active' || at < grant.fromAt || (grant.toAt ?? Infinity) <= at) continue;
    for (const node of nodesOf(grant.to, directory, at)) {
      if (node.kind === 'person') found.add(node.person);
      const seats = node.kind === 'seat' ? [node] : node.kind === 'body' ? directory.seatsOf(node.unit) : [];
      for (const seat of seats) for (const person of directory.occupantsOf(seat, at)) found.add(person);
    }
  }
  return found;
}
