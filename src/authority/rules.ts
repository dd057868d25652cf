// The rules in force at a moment.
import type { AuthorityRulesData, GeneralRuleData, GrantMode, SealOwner, SigningRuleData } from '../model/authority.ts';
import type { Instant } from '../model/json.ts';
import { inSpan, spanOf } from './moment.ts';

export interface AuthorityRules {
  readonly id: string;
  /** Levels of government, highest first. */
  readonly levels: readonly string[];
  readonly utcOffset: string;
  signing(mode: GrantMode, sealOwner: SealOwner, at: Instant): SigningRuleData | undefined;
  /** Seal owners with which the mode is possible at the moment. */
  sealOwners(mode: GrantMode, at: Instant): readonly SealOwner[];
  signingById(id: string, at: Instant): SigningRuleData | undefined;
  general(at: Instant): GeneralRuleData | undefined;
}

export function compileRules(data: AuthorityRulesData): AuthorityRules {
  const utcOffset = data.utcOffset ?? '+07:00';
  const signing = data.signing.map((rule) => ({ rule, span: spanOf(rule, utcOffset) }));
  const general = data.general.map((rule) => ({ rule, span: spanOf(rule, utcOffset) }));
  const inForce = (at: Instant) => signing.filter(({ span }) => inSpan(span, at)).map(({ rule }) => rule);
  return {
    id: data.id,
    levels: data.levels,
    utcOffset,
    signing: (mode, sealOwner, at) => inForce(at).find((rule) => rule.mode === mode && rule.sealOwner === sealOwner),
    sealOwners: (mode, at) =>
      inForce(at)
        .filter((rule) => rule.mode === mode)
        .map((rule) => rule.sealOwner),
    signingById: (id, at) => inForce(at).find((rule) => rule.id === id),
    general: (at) => general.find(({ span }) => inSpan(span, at))?.rule,
  };
}
