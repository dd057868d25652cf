// Whether somebody may act on the life of a definition. The law says who approves a procedure, and that is the decision which an approval
// names; who keeps the register of it in the system is for the agency to say: by roles of its directory (`definitionRoles`).
import type { Directory } from '../../authority/index.ts';
import type { Authority } from '../../model/commands.ts';
import { engineError } from '../../model/engine-error.ts';
import { invalidOption } from '../../model/invalid.ts';
import { refuseUnknown } from '../../model/refuse-unknown.ts';
import type { Instant } from '../../model/json.ts';

export const definitionActions = ['deploy', 'submit', 'return', 'approve', 'revoke', 'suspend', 'resume'] as const;
export type DefinitionAction = (typeof definitionActions)[number];

/** Roles of the directory of which one is needed for the act. */
export type DefinitionRoles = { readonly [A in DefinitionAction]?: readonly string[] };

export interface DefinitionRight {
  readonly action: DefinitionAction;
  readonly process: string;
  readonly actor: string | undefined;
  readonly at: Instant;
}

/** Somebody must answer for these: without a person they are refused. */
const personal: ReadonlySet<DefinitionAction> = new Set(['submit', 'return', 'approve', 'revoke']);

/**
 * By what right, for the journal; null when the engine has no directory, or the calling system deploys, suspends or resumes and no role
 * is asked for. Throws EngineErrors ACTOR_MISSING, PERSON_UNKNOWN, DEFINITION_NOT_AUTHORISED.
 */
export function mayAct(
  { action, process, actor, at }: DefinitionRight,
  directory: Directory | undefined,
  roles: DefinitionRoles,
): Authority | null {
  if (directory === undefined) return null;
  const wanted = roles[action];
  if (actor === undefined) {
    if (wanted === undefined && !personal.has(action)) return null;
    throw engineError('ACTOR_MISSING', { action: `definition.${action}` });
  }
  if (directory.person(actor) === undefined) throw engineError('PERSON_UNKNOWN', { personId: actor });
  const refused = (reason: string): Error =>
    engineError('DEFINITION_NOT_AUTHORISED', { personId: actor, action, process, reason });
  const [holding] = directory.holdingsOf(actor, at);
  if (holding === undefined) throw refused('NOT_IN_OFFICE');
  const own = { kind: 'own', actor: { personId: actor, unit: holding.unit, position: holding.position } };
  if (wanted === undefined) return own;
  const carried = directory.rolesOf(actor, at).find(({ role }) => wanted.includes(role));
  if (carried === undefined) throw refused(`ROLE_MISSING ${wanted.join(' | ')}`);
  return { ...own, role: carried.role, roleIn: carried.unit };
}

/** Throws EngineErrors OPTION_UNKNOWN, OPTION_INVALID. */
export function checkDefinitionRoles(roles: DefinitionRoles, directory: Directory | undefined): void {
  refuseUnknown(roles, definitionActions);
  if (directory === undefined) throw invalidOption('definitionRoles', 'NEEDS_DIRECTORY');
  for (const role of Object.values(roles).flat()) {
    if (directory.role(role) === undefined) throw invalidOption('definitionRoles', 'ROLE_NOT_KNOWN', { value: role });
  }
}
