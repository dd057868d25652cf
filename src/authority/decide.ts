// The decision: may this person do this to this task now, by what right, and why – or why not.
import type { AuthorityDecision, AuthorityReason, AuthorityRequest, Grant } from '../model/authority.ts';
import { judgeCertificate } from './certificate-fault.ts';
import { chooseChain } from './choose-chain.ts';
import type { Directory } from './directory.ts';
import { findChains, type Chain } from './find-chains.ts';
import { personsBehind } from './link.ts';
import { nodeName, standingsOf, type Standing } from './node.ts';
import { onlyAsDeputy, ownRightsOf, type OwnRightQuestion } from './own-right.ts';
import { recordOf } from './record-of.ts';
import type { AuthorityRules } from './rules.ts';
import { superiorOfTask } from './superior-of-task.ts';
import { withCollective } from './with-collective.ts';

/**
 * Pure. Own right first, then the shortest chain, then the newest instrument. The actor is always recorded as himself:
 * nobody signs *as* the principal. Denied: every reason found, each with its code and parameters.
 */
export function decide(
  request: AuthorityRequest,
  directory: Directory,
  grants: readonly Grant[],
  rules: AuthorityRules,
): AuthorityDecision {
  const { personId, task, at } = request;
  const general = rules.general(at);
  const question: OwnRightQuestion = {
    task: signing(request) ? { ...task, signs: true } : task,
    directory,
    general,
    at,
  };
  const asked: AuthorityRequest = { ...request, task: question.task };

  const personal = personalFaults(asked, directory);
  if (personal.length > 0 && !directory.person(personId)) return { allowed: false, reasons: personal };

  const own = ownRightsOf({ kind: 'person', person: personId }, question).map((root): Chain => ({ links: [], root }));
  const superior = own.length > 0 ? [] : superiorOfTask(asked, question);
  const found = findChains(asked, directory, grants, rules, question);
  const all = [...own, ...superior, ...found.chains].map((chain) => withCollective(chain, asked, directory, rules));

  const judged = all.map((chain) => ({ chain, ...judgeChain(chain, asked, directory, grants, rules) }));
  const good = judged.filter(({ faults }) => faults.length === 0);
  const choice = chooseChain(good);
  if (personal.length === 0 && choice) {
    const { chosen, reason } = choice;
    return { allowed: true, authority: recordOf(chosen.chain, chosen.certificate, reason, asked, directory, rules) };
  }

  const reasons = [...personal, ...judged.flatMap(({ faults }) => faults)];
  if (own.length === 0 && superior.length === 0) reasons.push(notHolder(asked, directory));
  if (onlyAsDeputy(personId, question))
    reasons.push({
      code: 'DEPUTY_NEEDS_KT',
      params: { person: nameOf(personId, directory) },
      ...(general && { legalBasis: general.legalBasis }),
    });
  if (all.length === 0 && found.faults.length === 0)
    reasons.push({ code: 'NO_GRANT', params: { person: nameOf(personId, directory) } });
  if (good.length === 0) reasons.push(...found.faults);
  return { allowed: false, reasons: withoutRepeats(reasons) };
}

function signing({ task, action }: AuthorityRequest): boolean {
  return task.signs === true || action === 'sign';
}

/** Assigning and taking back is not doing: four eyes and reservations don't stand against it. */
function moves({ action }: AuthorityRequest): boolean {
  return action === 'assign' || action === 'release';
}

function personalFaults(request: AuthorityRequest, directory: Directory): AuthorityReason[] {
  const { personId, at, task } = request;
  if (!directory.person(personId)) return [{ code: 'ACTOR_UNKNOWN', params: { personId } }];
  const person = nameOf(personId, directory);
  const faults: AuthorityReason[] = [];
  const absence = directory.absenceOf(personId, at);
  if (absence && absence.mayAct !== true) {
    faults.push({ code: 'ACTOR_ABSENT', params: { person, fromAt: absence.fromAt, toAt: absence.toAt } });
  }
  if (!moves(request) && task.excluded?.includes(personId) === true)
    faults.push({ code: 'FOUR_EYES', params: { person, task: task.name } });
  return faults;
}

/** What stands against one chain for this person, task and moment, though its links are in order. */
function judgeChain(
  chain: Chain,
  request: AuthorityRequest,
  directory: Directory,
  grants: readonly Grant[],
  rules: AuthorityRules,
) {
  const { personId, task, at, onBehalfOf, heldBy } = request;
  const general = rules.general(at);
  const faults: AuthorityReason[] = [];
  const person = nameOf(personId, directory);
  const behind = chain.links.map(({ link }) => ({
    node: link.from,
    persons: personsBehind(link.from, grants, directory, at),
  }));
  const actsFor = (id: string) => behind.some(({ persons }) => persons.includes(id));

  if (onBehalfOf !== undefined && !(chain.links.length === 0 ? onBehalfOf === personId : actsFor(onBehalfOf))) {
    faults.push({ code: 'NOT_FOR_PRINCIPAL', params: { person, principal: nameOf(onBehalfOf, directory) } });
  }
  if (heldBy !== undefined && heldBy !== personId && !moves(request) && !actsFor(heldBy)) {
    faults.push({ code: 'TASK_HELD', params: { person, holder: nameOf(heldBy, directory) } });
  }
  if (general?.excludedPrincipal === 'forbidden' && !moves(request)) {
    for (const { node, persons } of behind) {
      if (persons.length === 0 || !persons.every((id) => task.excluded?.includes(id) === true)) continue;
      faults.push({
        code: 'FOUR_EYES_PRINCIPAL',
        params: { principal: nodeName(node, directory), task: task.name },
        legalBasis: general.legalBasis,
      });
    }
  }
  let certificate: { readonly serial: string; readonly position?: string } | undefined;
  if (task.signs === true && (request.action === 'complete' || request.action === 'sign')) {
    const answer = judgeCertificate(
      { personId, standings: signsAs(chain, request, directory), serial: request.certSerial, at },
      directory,
      general,
    );
    if (answer.ok) certificate = answer.certificate;
    else faults.push(...answer.faults);
  }
  return { faults, certificate };
}

/** The positions that the signer's certificate may state. An acting head may have one for the seat or still for his own. */
function signsAs(chain: Chain, { personId, at }: AuthorityRequest, directory: Directory): readonly Partial<Standing>[] {
  const last = chain.links.at(-1);
  const mine = standingsOf({ kind: 'person', person: personId }, directory, at);
  if (!last) return chain.root.standing.position === undefined ? mine : [chain.root.standing];
  if (last.link.mode === 'Q') return [...standingsOf(last.link.from, directory, at), ...mine];
  return last.link.recipients;
}

function notHolder({ personId, task }: AuthorityRequest, directory: Directory): AuthorityReason {
  const role = task.role === undefined ? '–' : (directory.role(task.role)?.name ?? task.role);
  const unit = task.unit === undefined ? '–' : (directory.unit(task.unit)?.name ?? task.unit);
  return { code: 'NOT_HOLDER', params: { person: nameOf(personId, directory), role, unit, task: task.name } };
}

function nameOf(personId: string, directory: Directory): string {
  return directory.person(personId)?.name ?? personId;
}

function withoutRepeats(reasons: readonly AuthorityReason[]): readonly AuthorityReason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
