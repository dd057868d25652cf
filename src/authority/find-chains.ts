// All legal chains from somebody with an own right down to the actor, shortest first, and why the others fail.
// Searched upward from the actor, breadth first; illegal links and orders are dropped as soon as they are met.
import { authorityLimits, type AuthorityReason, type AuthorityRequest, type Grant } from '../model/authority.ts';
import type { Directory } from './directory.ts';
import { linksInto } from './link.ts';
import { judgeLink, representsByLaw, type JudgedLink } from './link-faults.ts';
import { nodeName, type Node } from './node.ts';
import { ownRightsOf, type OwnRight, type OwnRightQuestion } from './own-right.ts';
import { fittingPair } from './party-fault.ts';
import type { AuthorityRules } from './rules.ts';

export interface Chain {
  /** From the principal to the actor; empty: own right. */
  readonly links: readonly JudgedLink[];
  readonly root: OwnRight;
}

export function findChains(
  request: AuthorityRequest,
  directory: Directory,
  grants: readonly Grant[],
  rules: AuthorityRules,
  question: OwnRightQuestion,
): { readonly chains: readonly Chain[]; readonly faults: readonly AuthorityReason[] } {
  const chains: Chain[] = [];
  const faults: AuthorityReason[] = [];
  let tried = 0;
  let paths: readonly (readonly JudgedLink[])[] = [[]];

  for (let length = 0; length < authorityLimits.chainLinks && paths.length > 0; length++) {
    const longer: JudgedLink[][] = [];
    for (const path of paths) {
      const top: Node = path[0]?.link.from ?? { kind: 'person', person: request.personId };
      let extended = false;
      for (const link of linksInto(top, grants, directory, request.at)) {
        if (path.some((step) => step.link.id === link.id)) continue; // a circle
        if (++tried > authorityLimits.linksTried) {
          return {
            chains,
            faults: [...faults, { code: 'SEARCH_LIMIT', params: { limit: authorityLimits.linksTried } }],
          };
        }
        const judgement = judgeLink(link, request, directory, rules);
        if (!judgement.ok) {
          faults.push(...judgement.faults);
          continue;
        }
        const next = [judgement.judged, ...path];
        const order = orderFault(next, directory);
        if (order) {
          faults.push(order);
          continue;
        }
        extended = true;
        longer.push(next);
        // The head of a body has by his own right what the body has; the link matters only further up.
        if (!representsByLaw(link)) chains.push(...rootsOf(next, directory, rules, question));
      }
      if (!extended && path.length > 0) faults.push(...noRight(path, directory, rules, question));
    }
    paths = longer;
  }
  return { chains, faults };
}

/** A new first link: may the second come after it, and is the whole not too deep? */
function orderFault(chain: readonly JudgedLink[], directory: Directory): AuthorityReason | undefined {
  const [first, second] = chain;
  if (!first) return undefined;
  const { rule, link } = first;
  const params = { grantId: link.id, mode: link.mode, to: nodeName(link.to, directory) };
  if (second) {
    const closed = link.grant?.redelegation === false && second.rule.weight > 0;
    if (closed || !rule.followedBy.includes(second.rule.id)) {
      return {
        code: 'REDELEGATION_FORBIDDEN',
        params: { ...params, next: second.link.id, nextMode: second.link.mode },
        legalBasis: rule.legalBasis,
      };
    }
  }
  const depth = chain.reduce((sum, step) => sum + step.rule.weight, 0);
  const narrow = chain.find((step) => depth > step.rule.maxDepth);
  if (!narrow) return undefined;
  return {
    code: 'CHAIN_TOO_DEEP',
    params: { ...params, mode: narrow.link.mode, depth, maxDepth: narrow.rule.maxDepth },
    legalBasis: narrow.rule.legalBasis,
  };
}

/** The own rights of the giver in which the first link's rule lets him give. */
function rootsOf(
  links: readonly JudgedLink[],
  directory: Directory,
  rules: AuthorityRules,
  question: OwnRightQuestion,
): Chain[] {
  const [first] = links;
  if (!first) return [];
  return ownRightsOf(first.link.from, question)
    .filter(({ standing }) => fittingPair([standing], first.link.recipients, first.rule, directory, rules))
    .map((root) => ({ links, root }));
}

function noRight(
  path: readonly JudgedLink[],
  directory: Directory,
  rules: AuthorityRules,
  question: OwnRightQuestion,
): AuthorityReason[] {
  const [first] = path;
  if (!first || rootsOf(path, directory, rules, question).length > 0) return [];
  const { link, rule } = first;
  const params = { grantId: link.id, mode: link.mode, principal: nodeName(link.from, directory) };
  return [{ code: 'PRINCIPAL_NO_RIGHT', params, legalBasis: rule.legalBasis }];
}
