// The decision: may this person do this to this task now, by what right, and why – or why not.
import type { AuthorityDecision, AuthorityReason, AuthorityRequest, Grant } from '../model/authority.ts';
import { chooseChain } from './choose-chain.ts';
import type { Directory } from './directory.ts';
import { findChains, type Chain } from './find-chains.ts';
import { judgeChain, moves, nameOf } from './judge-chain.ts';
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
  // Without it nobody would know whether deputies sign or principals are excluded: refuse rather than guess.
  if (!general)
    return { allowed: false, reasons: [{ code: 'RULES_SILENT', params: { rules: rules.id, momentAt: at } }] };
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

  const judged = all.map((chain) => ({ chain, ...judgeChain(chain, asked, directory, grants, general) }));
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
      legalBasis: general.legalBasis,
    });
  if (all.length === 0 && found.faults.length === 0)
    reasons.push({ code: 'NO_GRANT', params: { person: nameOf(personId, directory) } });
  if (good.length === 0) reasons.push(...found.faults);
  return { allowed: false, reasons: withoutRepeats(reasons) };
}

function signing({ task, action }: AuthorityRequest): boolean {
  return task.signs === true || action === 'sign';
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

function notHolder({ personId, task }: AuthorityRequest, directory: Directory): AuthorityReason {
  const role = task.role === undefined ? '–' : (directory.role(task.role)?.name ?? task.role);
  const unit = task.unit === undefined ? '–' : (directory.unit(task.unit)?.name ?? task.unit);
  return { code: 'NOT_HOLDER', params: { person: nameOf(personId, directory), role, unit, task: task.name } };
}

function withoutRepeats(reasons: readonly AuthorityReason[]): readonly AuthorityReason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
