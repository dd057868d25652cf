// A chosen chain as plain JSON for the journal: what was known at that moment, in full, so that it can be read without the directory.
import type { AuthorityLink, AuthorityReason, AuthorityRecord, AuthorityRequest } from '../model/authority.ts';
import type { Directory } from './directory.ts';
import type { Chain } from './find-chains.ts';
import { representsByLaw, type JudgedLink } from './link-faults.ts';
import { capacityOf, standingsOf, type Node, type Standing } from './node.ts';
import { fittingPair } from './party-fault.ts';
import type { AuthorityRules } from './rules.ts';
import { signatureLines, type SignedStep } from './signature-lines.ts';

export function recordOf(
  chain: Chain,
  certificate: { readonly serial: string; readonly position?: string } | undefined,
  choice: AuthorityReason | undefined,
  request: AuthorityRequest,
  directory: Directory,
  rules: AuthorityRules,
): AuthorityRecord {
  const { personId, at, task } = request;
  const steps = stepsOf(chain, personId, at, directory, rules);
  const links = chain.links.map(({ link, rule }, i): AuthorityLink => ({
    mode: link.mode,
    rule: rule.id,
    legalBasis: rule.legalBasis,
    from: capacityOf(steps[i]?.from ?? {}, directory),
    to: capacityOf(steps[i]?.to ?? {}, directory),
    ...(!representsByLaw(link) && { grantId: link.id }),
    ...(link.instrument && { instrument: link.instrument }),
  }));
  const given = chain.links.filter(({ link }) => !representsByLaw(link));
  const last = given.at(-1)?.link;
  const modes = chain.links.map(({ link }) => link.mode);
  const conditions = given.flatMap(({ link }) => (link.grant?.conditions === undefined ? [] : [link.grant.conditions]));
  const sealOwner = given.find(({ link }) => link.sealOwner === 'DELEGATE')?.link.sealOwner ?? given[0]?.link.sealOwner;
  const [principal] = links;

  return {
    kind: !last ? 'own' : last.mode === 'SUBSTITUTE' ? 'substitute' : 'grant',
    actor: capacityOf({ ...(steps.at(-1)?.to ?? chain.root.standing), personId }, directory),
    ...(principal && { principal: principal.from }),
    ...(modes[0] !== undefined && { mode: modes[0] }),
    ...(modes.length > 1 && { modes }),
    ...(task.signs === true && { lines: signatureLines(chain.root.standing, steps, directory) }),
    ...(last && { grantId: last.id }),
    ...(last?.instrument && { instrument: last.instrument }),
    ...(sealOwner !== undefined && { sealOwner }),
    ...(links.length > 0 && { chain: links }),
    ...(certificate && { certificate }),
    ...(conditions.length > 0 && { conditions }),
    rules: rules.id,
    at,
    reasons: [
      chain.root.reason,
      ...chain.links.map((step, i) => linkReason(step, links[i])),
      ...(certificate ? [{ code: 'CERTIFICATE_USED' as const, params: { serial: certificate.serial } }] : []),
      ...(choice ? [choice] : []),
    ],
  };
}

/** For every link the quality in which each side stood: that of the own right at the top, the actor's at the bottom. */
function stepsOf(
  chain: Chain,
  personId: string,
  at: number,
  directory: Directory,
  rules: AuthorityRules,
): SignedStep[] {
  const steps: SignedStep[] = [];
  chain.links.forEach(({ link, rule }, i) => {
    const before = steps.at(-1)?.to;
    const givers = i === 0 ? [chain.root.standing] : standingsOf(link.from, directory, at);
    // Go on in the quality in which the link before was received, when the rules allow it.
    const preferred = before
      ? givers.filter(({ position, unit }) => position === before.position && unit === before.unit)
      : givers;
    const pair =
      fittingPair(preferred, link.recipients, rule, directory, rules) ??
      fittingPair(givers, link.recipients, rule, directory, rules);
    const isActor = i === chain.links.length - 1;
    steps.push({
      rule,
      from: named(pair?.from ?? chain.root.standing, link.from),
      to: { ...named(pair?.to ?? {}, link.to), ...(isActor && { personId }) },
    });
  });
  return steps;
}

function named(standing: Partial<Standing>, node: Node): Partial<Standing> {
  return node.kind === 'person' ? { ...standing, personId: node.person } : standing;
}

function linkReason({ link, rule }: JudgedLink, recorded: AuthorityLink | undefined): AuthorityReason {
  const nameOf = (who: AuthorityLink['from'] | undefined) =>
    who?.name ?? [who?.positionName, who?.unitName].filter(Boolean).join(' ');
  const params = {
    mode: link.mode,
    from: nameOf(recorded?.from),
    to: nameOf(recorded?.to),
    act: link.instrument ? `${link.instrument.no} (${link.instrument.issuedOn})` : rule.legalBasis,
  };
  return { code: 'BY_LINK', params, legalBasis: rule.legalBasis };
}
