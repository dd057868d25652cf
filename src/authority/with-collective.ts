// Adds the collective body in front: where a task admits TM., the head of a collective unit, and whoever signs for him inside
// the unit, sign on behalf of the body (Decree 30/2020/NĐ-CP art. 13.2: "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH").
import type { AuthorityRequest } from '../model/authority.ts';
import type { Directory } from './directory.ts';
import type { Chain } from './find-chains.ts';
import type { Link } from './link.ts';
import type { AuthorityRules } from './rules.ts';

export function withCollective(
  chain: Chain,
  request: AuthorityRequest,
  directory: Directory,
  rules: AuthorityRules,
): Chain {
  const { root, links } = chain;
  const { rank, unit, position } = root.standing;
  const rule = rules.signing('TM', 'DELEGATOR', request.at);
  const asked = request.task.signs === true && request.task.modes?.includes('TM') === true;
  if (!rule || !asked || rank !== 'head' || unit === undefined || position === undefined) return chain;
  if (directory.unit(unit)?.collective !== true) return chain;
  const [next] = links;
  const staysInside = !next || (rule.followedBy.includes(next.rule.id) && next.link.from.kind !== 'body');
  const depth = links.reduce((sum: number, step) => sum + step.rule.weight, rule.weight);
  if (!staysInside || depth > rule.maxDepth) return chain;
  const link: Link = {
    ...{ id: `TM:${unit}`, mode: 'TM', sealOwner: 'DELEGATOR', recipients: [{ rank, unit, position }], scope: {} },
    from: { kind: 'body', unit },
    to: { kind: 'seat', position, unit },
  };
  return { root: { ...root, standing: { rank: 'body', unit } }, links: [{ link, rule }, ...links] };
}
