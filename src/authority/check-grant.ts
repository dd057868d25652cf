// A grant about to be registered: what is wrong with it before anybody relies on it. Judged at the beginning of its term.
import type { AuthorityProblem, AuthorityReasonCode, Grant, Party, SigningRuleData } from '../model/authority.ts';
import type { Directory } from './directory.ts';
import { hasInstrument } from './link-faults.ts';
import { leadsBack, samePlace } from './leads-back.ts';
import { dateOf } from './moment.ts';
import { nodeName, nodesOf, standingsOf } from './node.ts';
import { partyFault } from './party-fault.ts';
import type { AuthorityRules } from './rules.ts';
import { unknownIds } from './unknown-ids.ts';

/** `others`: the grants already registered; needed to see circles and repeated ids. Pointers lead into the grant. */
export function checkGrant(
  grant: Grant,
  directory: Directory,
  rules: AuthorityRules,
  others: readonly Grant[] = [],
): readonly AuthorityProblem[] {
  const problems: AuthorityProblem[] = [];
  const at = grant.fromAt;
  const rule = rules.signing(grant.mode, grant.sealOwner, at);
  const report = (
    code: AuthorityReasonCode,
    pointer: string,
    params: Record<string, string | number> = {},
    severity: AuthorityProblem['severity'] = 'error',
  ) => {
    const legalBasis = rule?.legalBasis;
    problems.push({
      code,
      severity,
      pointer,
      params: { grantId: grant.id, mode: grant.mode, ...params },
      ...(legalBasis !== undefined && { legalBasis }),
    });
  };

  if (others.some((other) => other.id === grant.id)) report('ID_REPEATED', '/id', { kind: 'grants', id: grant.id });
  for (const side of ['from', 'to'] as const) {
    for (const { kind, id, pointer } of unknownIds(grant[side], directory))
      report('ID_UNKNOWN', `/${side}/${pointer}`, { kind, id });
  }
  if (grant.toAt !== undefined && grant.toAt <= grant.fromAt)
    report('TERM_INVERTED', '/toAt', { from: grant.fromAt, to: grant.toAt });
  if (grant.history && grant.history.at(-1)?.status !== grant.status)
    report('HISTORY_INCONSISTENT', '/history', { status: grant.status });
  const issuedOn = grant.instrument?.issuedOn;
  if (issuedOn !== undefined && issuedOn > dateOf(grant.fromAt, directory.utcOffset)) {
    report('INSTRUMENT_LATER', '/instrument/issuedOn', { issuedOn, fromAt: grant.fromAt });
  }
  if (problems.some((problem) => problem.code === 'ID_UNKNOWN')) return problems;

  if (!rule) {
    const possible = rules.sealOwners(grant.mode, at);
    if (possible.length === 0) report('RULE_UNKNOWN', '/mode');
    else report('SEAL_OWNER', '/sealOwner', { sealOwner: grant.sealOwner, possible: possible.join(', ') });
  } else checkAgainstRule(grant, rule, directory, rules, report);

  const [from, to] = [nodesOf(grant.from, directory, at), nodesOf(grant.to, directory, at)];
  if (from.some((giver) => to.some((taker) => samePlace(giver, taker, directory, at)))) report('PARTY_SELF', '/to');
  else if (leadsBack(grant, others, directory))
    report('CHAIN_CYCLIC', '/to', { to: to.map((node) => nodeName(node, directory)).join(', ') });
  return problems;
}

type Report = (
  code: AuthorityReasonCode,
  pointer: string,
  params?: Record<string, string | number>,
  severity?: AuthorityProblem['severity'],
) => void;

function checkAgainstRule(
  grant: Grant,
  rule: SigningRuleData,
  directory: Directory,
  rules: AuthorityRules,
  report: Report,
): void {
  const at = grant.fromAt;
  if (rule.instrument === 'required' && !hasInstrument(grant)) report('INSTRUMENT_MISSING', '/instrument');
  if (rule.term === 'required' && grant.toAt === undefined) report('TERM_OPEN', '/toAt');
  if (rule.scope === 'required' && Object.values(grant.scope).flat().length === 0) report('SCOPE_EMPTY', '/scope');
  if (rule.conditions === 'expected' && grant.conditions === undefined)
    report('CONDITIONS_MISSING', '/conditions', {}, 'warning');
  if (grant.redelegation === true && rule.followedBy.every((id) => rules.signingById(id, at)?.weight === 0)) {
    report('REDELEGATION_FORBIDDEN', '/redelegation', { to: partyName(grant.to, directory, at) });
  }
  const givers = nodesOf(grant.from, directory, at).flatMap((node) => standingsOf(node, directory, at));
  const takers = nodesOf(grant.to, directory, at).flatMap((node) => standingsOf(node, directory, at));
  const fault = partyFault(givers, takers, rule, directory, rules);
  if (fault) {
    const params = { from: partyName(grant.from, directory, at), to: partyName(grant.to, directory, at) };
    report(fault, fault === 'GIVER_NOT_ALLOWED' ? '/from' : '/to', params);
  }
}

function partyName(party: Party, directory: Directory, at: number): string {
  return nodesOf(party, directory, at)
    .map((node) => nodeName(node, directory))
    .join(', ');
}
