// Several ways to the same right: own right first, then the shortest chain, then the newest instrument, then the smaller id.
// The order is fixed and the choice is told, so that the journal explains itself.
import type { AuthorityReason } from '../model/authority.ts';
import type { Chain } from './find-chains.ts';
import { representsByLaw } from './link-faults.ts';

export function chooseChain<T extends { readonly chain: Chain }>(
  candidates: readonly T[],
): { readonly chosen: T; readonly reason: AuthorityReason | undefined } | undefined {
  const sorted = [...candidates].sort((a, b) => compare(a.chain, b.chain));
  const [chosen, second] = sorted;
  if (!chosen) return undefined;
  if (!second) return { chosen, reason: undefined };
  const params = { others: sorted.length - 1 };
  if (lengthOf(chosen.chain) === 0) {
    return { chosen, reason: lengthOf(second.chain) === 0 ? undefined : { code: 'CHOSEN_OWN', params } };
  }
  const shorter = lengthOf(chosen.chain) < lengthOf(second.chain);
  return { chosen, reason: { code: shorter ? 'CHOSEN_SHORTEST' : 'CHOSEN_NEWEST', params } };
}

function compare(a: Chain, b: Chain): number {
  return lengthOf(a) - lengthOf(b) || order(newestOf(b), newestOf(a)) || order(idsOf(a), idsOf(b));
}

/** Acts by law don't count: the chair who signs for the committee signs in his own right. */
function lengthOf(chain: Chain): number {
  return chain.links.filter(({ link }) => !representsByLaw(link)).length;
}

/** Date of the act nearest to the actor. */
function newestOf(chain: Chain): string {
  return chain.links.at(-1)?.link.instrument?.issuedOn ?? '';
}

function idsOf(chain: Chain): string {
  return chain.links.map(({ link }) => link.id).join(' ');
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
