// The history of a process's definitions, folded: what its journal entries say of each version. The engine decides by it, and the
// verifier compares the rows with it.
import { definitionTable, type DefinitionEvent as Transition } from '../../lifecycle/index.ts';
import type { DefinitionEvent, HeldStart } from '../../model/definition.ts';
import { engineError } from '../../model/engine-error.ts';
import type { DefinitionLife } from '../ports.ts';

/** One version as its history has it. */
export interface VersionLife extends DefinitionLife {
  readonly hash: string;
  readonly model: string;
  readonly versionTag: string | null;
  /** Timed starts that wait until it goes on. */
  readonly held: readonly HeldStart[];
}

/** By the number of the version. */
export type Lives = ReadonlyMap<number, VersionLife>;

export function applyDefinitionEvent(lives: Lives, event: DefinitionEvent): Lives {
  const next = new Map(lives);
  if (event.type === 'definition.deployed') {
    const { hash, model, versionTag } = event;
    next.set(event.version, { hash, model, versionTag, ...unborn });
    return next;
  }
  const life = lives.get(event.version);
  if (life !== undefined) next.set(event.version, { ...life, ...changeOf(event) });
  return next;
}

const unborn = {
  state: 'draft',
  approval: null,
  effectiveFromAt: null,
  effectiveToAt: null,
  suspended: false,
  held: [],
} as const;

function changeOf(event: Exclude<DefinitionEvent, { type: 'definition.deployed' }>): Partial<VersionLife> {
  switch (event.type) {
    case 'definition.submitted':
      return { state: 'legalCheck' };
    case 'definition.returned':
      return { state: 'draft' };
    case 'definition.approved':
      return { state: 'approved', approval: event.approval, effectiveFromAt: event.effectiveFromAt };
    case 'definition.tookEffect':
      return { state: 'effective', effectiveFromAt: event.effectiveFromAt };
    case 'definition.superseded':
      return { state: 'superseded', effectiveToAt: event.effectiveToAt };
    case 'definition.revoked':
      return { state: 'revoked', effectiveToAt: event.effectiveToAt };
    case 'definition.suspended':
      return { suspended: true, held: event.held };
    case 'definition.resumed':
      return { suspended: false, held: [] };
  }
}

/** Throws EngineErrors DEFINITION_VERSION_UNKNOWN, DEFINITION_STATE. */
export function versionFor(lives: Lives, process: string, version: number, action: Transition): VersionLife {
  const life = knownVersion(lives, process, version);
  if (definitionTable[life.state][action] === undefined) throw stateError(process, version, life.state, action);
  return life;
}

export function knownVersion(lives: Lives, process: string, version: number): VersionLife {
  const life = lives.get(version);
  if (life === undefined) throw engineError('DEFINITION_VERSION_UNKNOWN', { process, version });
  return life;
}

export function stateError(process: string, version: number, state: string, action: string): Error {
  return engineError('DEFINITION_STATE', { process, version, state, action });
}
