// What stands against a lawful chain for this person, task and moment: whom the actor acts for, who has the task, four eyes, the certificate.
import type { AuthorityReason, AuthorityRequest, GeneralRuleData, Grant } from '../model/authority.ts';
import { judgeCertificate } from './certificate-fault.ts';
import type { Directory } from './directory.ts';
import type { Chain } from './find-chains.ts';
import { personsBehind } from './link.ts';
import { nodeName, standingsOf, type Standing } from './node.ts';

export function judgeChain(
  chain: Chain,
  request: AuthorityRequest,
  directory: Directory,
  grants: readonly Grant[],
  general: GeneralRuleData,
) {
  const { personId, task, at, onBehalfOf, heldBy } = request;
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
  if (general.excludedPrincipal === 'forbidden' && !moves(request)) {
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

/** Assigning and taking back is not doing: four eyes and reservations don't stand against it. */
export function moves({ action }: AuthorityRequest): boolean {
  return action === 'assign' || action === 'release';
}

export function nameOf(personId: string, directory: Directory): string {
  return directory.person(personId)?.name ?? personId;
}
