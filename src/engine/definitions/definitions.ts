// Deployed definitions: immutable by the hash of their source, compiled once per engine; which of them is in force is their life.
import { contentHash } from '../../audit/index.ts';
import { callableProcesses, compile, type ProcessMachine } from '../../machine/index.ts';
import { engineError } from '../../model/engine-error.ts';
import type { Instant } from '../../model/json.ts';
import type { BpmnModel } from '../../model/process-model.ts';
import { declaredTypes, type DeclaredTypes } from '../declared-types.ts';
import { isDecision } from '../decisions.ts';
import type { DefinitionLife, DefinitionRow, Store } from '../ports.ts';
import { definitionLog, partOf, type ChangeOrigin, type DefinitionLog } from './definition-log.ts';
import { hasTakenEffect, inForceAt, inForceNow } from './in-force.ts';
import { modelOf } from './model-of.ts';
import { putVersion } from './put-version.ts';
import { definitionView, type Definition } from './view.ts';

export interface Deployed {
  /** What never changes of it. */
  readonly row: Omit<DefinitionRow, keyof DefinitionLife>;
  readonly machine: ProcessMachine;
  readonly types: DeclaredTypes;
}

/** From when and until when a version is in force; null: not known so far. */
export interface EffectDays {
  readonly fromAt: Instant | null;
  readonly toAt: Instant | null;
}

export interface Definitions {
  readonly log: DefinitionLog;
  /** Keeps every executable process of the file. Throws EngineError DEFINITION_INVALID, and then nothing was kept. */
  deploy(model: BpmnModel, source: string, how: ChangeOrigin & { readonly draft: boolean }): Promise<Definition[]>;
  /**
   * The version under which an instance begins: the one in force, now or at the receipt. Throws EngineErrors DEFINITION_UNKNOWN,
   * DEFINITION_NOT_IN_FORCE, DEFINITION_SUSPENDED.
   */
  inForce(process: string, receivedAt?: Instant): Promise<Deployed>;
  /**
   * For a call: the version of the caller's own file, whatever state it is in; of another file the one that was in force when the
   * caller's was deployed, or else the first that came into force. `hash`: of the caller's definition. Throws EngineErrors
   * DEFINITION_UNKNOWN, DEFINITION_SUSPENDED.
   */
  deployedWith(process: string, caller: string, hash: string): Promise<Deployed>;
  /** For a call: the newest version with this tag that has taken effect. Throws as `deployedWith`. */
  tagged(process: string, versionTag: string): Promise<Deployed>;
  /** The version an instance keeps for life. Throws EngineError DEFINITION_UNKNOWN. */
  byHash(process: string, hash: string): Promise<Deployed>;
  daysOf(process: string, hash: string): Promise<EffectDays>;
  /** Approved versions of the process whose instant has come take effect. */
  settle(process: string): Promise<void>;
  /** Those of all processes; gives, by its process, what has kept one from it. */
  settleAll(): Promise<ReadonlyMap<string, unknown>>;
  list(process?: string): Promise<Definition[]>;
}

export function definitionsOf(store: Store, zone: string, now: () => Instant): Definitions {
  const compiled = new Map<string, Deployed>();
  const log = definitionLog(store, zone, now);

  const machineOf = (row: DefinitionRow): Deployed => {
    const key = keyOf(row.process, row.hash);
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const model = modelOf(row, store);
    const result = compile(model, row.process);
    if (!result.ok) throw invalid(row.file, result.diagnostics.length, result.diagnostics[0]?.code ?? '');
    const { machine } = result;
    const deployed = { row, machine, types: declaredTypes(model, machine.process) };
    compiled.set(key, deployed);
    return deployed;
  };
  const rowOf = async (process: string, hash: string): Promise<DefinitionRow> => {
    const row = (await store.definitions({ process })).find((candidate) => candidate.hash === hash);
    if (row === undefined) throw engineError('DEFINITION_UNKNOWN', { process });
    return row;
  };
  const startable = (row: DefinitionRow | undefined, process: string): Deployed => {
    if (row === undefined) throw engineError('DEFINITION_UNKNOWN', { process });
    if (row.suspended) throw engineError('DEFINITION_SUSPENDED', { process, version: row.version });
    return machineOf(row);
  };

  const settle = async (process: string): Promise<void> => {
    await log.change(process, { actor: null }, () => null);
  };

  return {
    log,
    deploy: async (model, source, { draft, ...origin }) => {
      const executable = callableProcesses(model).filter((process) => process.executable);
      if (executable.length === 0) throw invalid(model.file, 1, 'NOT_EXECUTABLE');
      for (const process of executable) {
        const result = compile(model, process.id);
        if (!result.ok) throw invalid(model.file, result.diagnostics.length, describe(result.diagnostics[0]));
        declaredTypes(model, process);
      }
      const hash = contentHash(source);
      const kept: Definition[] = [];
      for (const process of executable) {
        const version = {
          ...{ hash, process: process.id, name: process.name ?? process.id, versionTag: process.versionTag ?? null },
          ...{ file: model.file, source, model: JSON.stringify(model) },
        };
        const by = partOf(origin, process.id, hash);
        const rows = await log.change(process.id, by, (lives) => putVersion(lives, version, draft, now()));
        const row = rows.find((candidate) => candidate.hash === hash);
        if (row !== undefined) kept.push(definitionView(row));
      }
      return kept;
    },
    inForce: async (process, receivedAt) => {
      const rows = await store.definitions({ process });
      if (rows.length === 0) throw engineError('DEFINITION_UNKNOWN', { process });
      const row = receivedAt === undefined ? inForceNow(rows, now()) : inForceAt(rows, receivedAt);
      if (row !== null) return startable(row, process);
      const at = new Date(receivedAt ?? now()).toISOString();
      throw engineError('DEFINITION_NOT_IN_FORCE', { process, at });
    },
    deployedWith: async (process, caller, hash) => {
      const rows = await store.definitions({ process });
      const ownFile = rows.find((row) => row.hash === hash);
      if (ownFile !== undefined) return startable(ownFile, process);
      const { deployedAt } = await rowOf(caller, hash);
      const lawful = rows.filter((row) => hasTakenEffect(row, now()));
      return startable(inForceAt(lawful, deployedAt) ?? lawful[0], process);
    },
    tagged: async (process, versionTag) => {
      const rows = await store.definitions({ process });
      return startable(
        rows.findLast((row) => row.versionTag === versionTag && hasTakenEffect(row, now())),
        `${process} (${versionTag})`,
      );
    },
    byHash: async (process, hash) => {
      const known = compiled.get(keyOf(process, hash));
      if (known !== undefined) return known;
      return machineOf(await rowOf(process, hash));
    },
    daysOf: async (process, hash) => {
      const row = (await store.definitions({ process })).find((candidate) => candidate.hash === hash);
      return { fromAt: row?.effectiveFromAt ?? null, toAt: row?.effectiveToAt ?? null };
    },
    settle,
    settleAll: async () => {
      const failures = new Map<string, unknown>();
      for (const { process, dueAt } of await store.starts({ kind: 'version' })) {
        // Also when it was put off: its day has come all the same.
        if (dueAt === null || dueAt > now()) continue;
        await settle(process).catch((error: unknown) => failures.set(process, error));
      }
      return failures;
    },
    list: async (process) => {
      const rows = await store.definitions(process === undefined ? {} : { process });
      return rows.filter((row) => !isDecision(row)).map(definitionView);
    },
  };
}

function keyOf(process: string, hash: string): string {
  return `${process}:${hash}`;
}

function invalid(file: string, count: number, first: string): Error {
  return engineError('DEFINITION_INVALID', { file, count, first });
}

function describe(
  diagnostic: { code: string; elementId?: string; at: { line: number; column: number } } | undefined,
): string {
  return diagnostic === undefined
    ? ''
    : `${diagnostic.code} ${diagnostic.elementId ?? ''} (${diagnostic.at.line}:${diagnostic.at.column})`;
}
