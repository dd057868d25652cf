// What is wrong with one link for what is asked: its status, term, form, scope, parties. A link without faults may carry authority.
import type { AuthorityReason, AuthorityReasonCode, AuthorityRequest, SigningRuleData } from '../model/authority.ts';
import type { Directory } from './directory.ts';
import { grantStatusAt } from './grants.ts';
import type { Link } from './link.ts';
import { nodeName, standingsOf } from './node.ts';
import { partyFault } from './party-fault.ts';
import type { AuthorityRules } from './rules.ts';

export interface JudgedLink {
  readonly link: Link;
  readonly rule: SigningRuleData;
}

export type LinkJudgement =
  | { readonly ok: true; readonly judged: JudgedLink }
  | { readonly ok: false; readonly faults: readonly AuthorityReason[] };

export function judgeLink(
  link: Link,
  request: AuthorityRequest,
  directory: Directory,
  rules: AuthorityRules,
): LinkJudgement {
  const { at, task } = request;
  const rule = rules.signing(link.mode, link.sealOwner, at);
  if (!rule) return { ok: false, faults: [ruleMissing(link, rules, at)] };
  const faults: AuthorityReason[] = [];
  const fault = (code: AuthorityReasonCode, params: Record<string, string | number> = {}) =>
    faults.push({ code, params: { grantId: link.id, mode: link.mode, ...params }, legalBasis: rule.legalBasis });

  if (link.grant) {
    const { grant } = link;
    const status = grantStatusAt(grant, at);
    if (status !== 'active') fault('GRANT_NOT_ACTIVE', { status });
    if (at < grant.fromAt) fault('GRANT_NOT_YET', { fromAt: grant.fromAt });
    if (grant.toAt !== undefined && grant.toAt <= at) fault('GRANT_EXPIRED', { toAt: grant.toAt });
    if (rule.instrument === 'required' && !hasInstrument(link)) fault('INSTRUMENT_MISSING');
    if (rule.term === 'required' && grant.toAt === undefined) fault('TERM_OPEN');
    if (rule.scope === 'required' && Object.values(grant.scope).flat().length === 0) fault('SCOPE_EMPTY');
  }
  for (const [kind, asked] of Object.entries(askedOf(request))) {
    const allowed = link.scope[kind as keyof typeof link.scope];
    if (allowed && (asked.length === 0 || !asked.every((one) => allowed.includes(one)))) {
      fault('OUT_OF_SCOPE', { kind, asked: asked.join(', '), allowed: allowed.join(', ') });
    }
  }
  const signs = task.signs === true || request.action === 'sign';
  if (rule.admitted === 'work' && signs) fault('SUBSTITUTE_CANNOT_SIGN');
  if (rule.admitted === 'task' && !representsByLaw(link) && task.modes?.includes(link.mode) !== true) {
    fault('MODE_NOT_ADMITTED', { admitted: (task.modes ?? []).join(', ') });
  }
  const parties = partyFault(standingsOf(link.from, directory, at), link.recipients, rule, directory, rules);
  if (parties) fault(parties, { from: nodeName(link.from, directory), to: nodeName(link.to, directory) });
  // Last, since it costs most: a link that fails anyway is not worth an evaluation.
  const conditions = link.grant?.conditions;
  if (conditions !== undefined && faults.length === 0 && request.holds?.(conditions) !== true) {
    fault(request.holds ? 'CONDITION_FALSE' : 'CONDITION_UNJUDGED', { conditions });
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, judged: { link, rule } };
}

/** The head of a collective body represents it by law: no act, and no word of the task, is needed. */
export function representsByLaw(link: Link): boolean {
  return link.mode === 'TM' && link.grant === undefined;
}

export function hasInstrument({ instrument }: Pick<Link, 'instrument'>): boolean {
  return instrument !== undefined && instrument.no.trim() !== '' && instrument.issuedOn.trim() !== '';
}

function ruleMissing(link: Link, rules: AuthorityRules, at: number): AuthorityReason {
  const possible = rules.sealOwners(link.mode, at);
  const params = { grantId: link.id, mode: link.mode };
  if (possible.length === 0) return { code: 'RULE_UNKNOWN', params };
  return { code: 'SEAL_OWNER', params: { ...params, sealOwner: link.sealOwner, possible: possible.join(', ') } };
}

function askedOf(
  request: AuthorityRequest,
): Record<'procedures' | 'elements' | 'documents' | 'fields', readonly string[]> {
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  return {
    procedures: one(request.procedureCode),
    elements: one(request.elementId),
    documents: request.documents ?? [],
    fields: one(request.domainField),
  };
}
