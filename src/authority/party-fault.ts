// Does a rule let this giver give to this recipient? It fits when one pair fits one standing of each.
import type { AuthorityReasonCode, PartyPattern, PartyRelation, SigningRuleData } from '../model/authority.ts';
import type { Directory } from './directory.ts';
import type { Standing } from './node.ts';
import type { AuthorityRules } from './rules.ts';

export function partyFault(
  givers: readonly Partial<Standing>[],
  recipients: readonly Standing[],
  rule: SigningRuleData,
  directory: Directory,
  rules: AuthorityRules,
): AuthorityReasonCode | undefined {
  if (fittingPair(givers, recipients, rule, directory, rules)) return undefined;
  const giverFits = rule.pairs.some((pair) => givers.some((giver) => fits(giver, pair.from, directory)));
  if (!giverFits) return 'GIVER_NOT_ALLOWED';
  const recipientFits = rule.pairs.some((pair) => recipients.some((recipient) => fits(recipient, pair.to, directory)));
  return recipientFits ? 'PARTIES_UNRELATED' : 'RECIPIENT_NOT_ALLOWED';
}

/** The first pair of standings in which the rule allows it: the quality in which they give and take. */
export function fittingPair(
  givers: readonly Partial<Standing>[],
  recipients: readonly Standing[],
  rule: SigningRuleData,
  directory: Directory,
  rules: AuthorityRules,
): { readonly from: Standing; readonly to: Standing } | undefined {
  for (const pair of rule.pairs) {
    for (const from of givers) {
      if (!fits(from, pair.from, directory)) continue;
      for (const to of recipients) {
        if (fits(to, pair.to, directory) && related(from.unit, to.unit, pair.relation, directory, rules))
          return { from, to };
      }
    }
  }
  return undefined;
}

function fits(standing: Partial<Standing>, pattern: PartyPattern, directory: Directory): standing is Standing {
  const { rank, unit } = standing;
  if (rank === undefined || unit === undefined || !pattern.who.includes(rank)) return false;
  const facts = directory.unit(unit);
  const level = directory.levelOf(unit);
  return (
    (pattern.kinds === undefined || (facts?.kind !== undefined && pattern.kinds.includes(facts.kind))) &&
    (pattern.levels === undefined || (level !== undefined && pattern.levels.includes(level))) &&
    (pattern.collective === undefined || (facts?.collective === true) === pattern.collective)
  );
}

function related(
  from: string,
  to: string,
  relation: PartyRelation,
  directory: Directory,
  rules: AuthorityRules,
): boolean {
  switch (relation) {
    case 'sameUnit':
      return from === to;
    case 'sameAgency':
      return directory.agencyOf(from) === directory.agencyOf(to);
    case 'ownStructure':
      return directory.inStructureOf(to, from);
    case 'lowerLevel': {
      const [above, below] = [from, to].map((unit) => rules.levels.indexOf(directory.levelOf(unit) ?? ''));
      return (
        above !== undefined &&
        below !== undefined &&
        above >= 0 &&
        below > above &&
        directory.topOf(from) === directory.topOf(to)
      );
    }
    case 'any':
      return true;
  }
}
