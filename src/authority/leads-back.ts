// Circles of grants: what a recipient holds must not come back to the giver.
import type { Grant } from '../model/authority.ts';
import type { Directory } from './directory.ts';
import { nodesOf, reaches, type Node } from './node.ts';

export function samePlace(a: Node, b: Node, directory: Directory, at: number): boolean {
  return reaches(a, b, directory, at) || reaches(b, a, directory, at);
}

/** Does what the recipient holds come back to the giver through other grants whose terms meet this one's? */
export function leadsBack(grant: Grant, others: readonly Grant[], directory: Directory): boolean {
  const at = grant.fromAt;
  const meeting = others.filter(
    (other) =>
      other.id !== grant.id &&
      other.status !== 'revoked' &&
      other.status !== 'expired' &&
      other.fromAt < (grant.toAt ?? Infinity) &&
      grant.fromAt < (other.toAt ?? Infinity),
  );
  const goal = nodesOf(grant.from, directory, at);
  const seen = new Set<string>();
  const follow = (held: Grant): boolean => {
    const next = meeting.filter((other) => !seen.has(other.id) && handsOn(held, other, directory, at));
    for (const other of next) seen.add(other.id);
    return next.some((other) => {
      const back = nodesOf(other.to, directory, at).some((to) =>
        goal.some((from) => samePlace(to, from, directory, at)),
      );
      return back || follow(other);
    });
  };
  return follow(grant);
}

/** May the recipient of `held` be the giver of `other`? */
function handsOn(held: Grant, other: Grant, directory: Directory, at: number): boolean {
  const givers = nodesOf(other.from, directory, at);
  return nodesOf(held.to, directory, at).some((to) => givers.some((from) => reaches(to, from, directory, at)));
}
