// Definitions: what is deployed, its life from draft to revocation, and what an instance may be started from.
import type { Command } from '../../model/commands.ts';
import type { DefinitionApproval, DefinitionCommand, DefinitionEvent } from '../../model/definition.ts';
import type { LocalDate } from '../../model/duration.ts';
import { engineError } from '../../model/engine-error.ts';
import { invalidArgument } from '../../model/invalid.ts';
import type { Instant } from '../../model/json.ts';
import type { JournalEntry } from '../../model/journal.ts';
import type { BpmnModel } from '../../model/process-model.ts';
import { outcomeOf, type BulkResult } from '../bulk.ts';
import { checkApproval } from '../definitions/check-approval.ts';
import { historyRows, type ChangeOrigin, type DefinitionChange } from '../definitions/definition-log.ts';
import { applyDefinitionEvent, knownVersion, stateError, versionFor, type Lives } from '../definitions/life.ts';
import { mayAct, type DefinitionAction } from '../definitions/may-act.ts';
import { takeEffect } from '../definitions/take-effect.ts';
import { definitionView, type Definition } from '../definitions/view.ts';
import type { LiveInstance } from '../live-instances.ts';
import { liveRows } from '../live-rows.ts';
import type { EngineParts } from '../parts.ts';
import type { InstanceFilter, InstanceRow } from '../ports.ts';
import { withImports } from '../decisions.ts';
import { actorOf } from '../receipt.ts';
import { stateOf } from '../state-of.ts';

export interface DefinitionActs {
  /**
   * Keeps every executable process of the file under the hash of its source: in force at once, or as a draft. A source that is there
   * already stays as it is. EngineError DEFINITION_INVALID.
   */
  deploy(model: BpmnModel, source: string, options?: DeployOptions): Promise<readonly Definition[]>;
  /**
   * Keeps every decision of a DMN file, for business rule tasks. `imports`: the texts of the files that it imports, directly or
   * through others. EngineError DECISIONS_INVALID names the place and the problem.
   */
  deployDecisions(
    source: string,
    options?: DefinitionAct & {
      readonly file?: string;
      readonly versionTag?: string;
      readonly imports?: readonly string[];
    },
  ): Promise<readonly Definition[]>;
  /** Every deployed version, the oldest first; decisions are left out. */
  definitions(process?: string): Promise<readonly Definition[]>;
  /** Every change of the versions of a process in order, as it stands in the journal. Empty when none was deployed. */
  definitionHistory(process: string): Promise<readonly JournalEntry[]>;

  // The life of a version (TT 01/2018/TT-VPCP art. 8). EngineErrors of all: DEFINITION_VERSION_UNKNOWN, DEFINITION_STATE, CONFLICT,
  // IDEMPOTENCY_MISMATCH; with a directory ACTOR_MISSING, PERSON_UNKNOWN, DEFINITION_NOT_AUTHORISED.
  /** A draft goes to the legal check. */
  submitDefinition(process: string, version: number, act?: DefinitionAct): Promise<Definition>;
  /** The legal check gives it back. */
  returnDefinition(process: string, version: number, act: DefinitionAct & Reasoned): Promise<Definition>;
  /**
   * Approved by a decision, in force from an instant or from the beginning of a day in the office's zone (default: now). At that
   * instant it supersedes the version before it. EngineError ARGUMENT_INVALID: it would begin before its decision, or before the
   * version now in force.
   */
  approveDefinition(process: string, version: number, act: DefinitionAct & Approval): Promise<Definition>;
  /** From now on nothing is started under it; running instances go on. Of an approved or effective version. */
  revokeDefinition(process: string, version: number, act: DefinitionAct & Reasoned): Promise<Definition>;
  /**
   * No new instances until it is resumed; `instances`: its running instances are suspended too, but those that are suspended already.
   * One that refuses does not stop the others. After a crash in the middle the same call with the same key goes on.
   */
  suspendDefinition(
    process: string,
    version: number,
    act: DefinitionAct & Reasoned & WithInstances,
  ): Promise<DefinitionWithInstances>;
  /**
   * Its timed starts go on where they were; `instances`: those that were suspended with it are resumed, and none that somebody suspended
   * by itself, before or since. Goes on as `suspendDefinition` does.
   */
  resumeDefinition(
    process: string,
    version: number,
    act?: DefinitionAct & WithInstances,
  ): Promise<DefinitionWithInstances>;
}

export interface DeployOptions extends DefinitionAct {
  /** True: kept, but in force only once it is approved. */
  readonly draft?: boolean;
}

export interface DefinitionAct {
  /** Id of the person who does it. */
  readonly actor?: string;
  /** The same key again does nothing and gives the first answer; with another act it is refused (IDEMPOTENCY_MISMATCH). */
  readonly idempotencyKey?: string;
}

export interface DefinitionWithInstances extends Definition {
  /** What became of each instance that was to be suspended or resumed with it; empty unless `instances` was asked for. */
  readonly instances: readonly BulkResult[];
}

export interface Approval extends DefinitionApproval {
  readonly effectiveFrom?: Instant | LocalDate;
}

export interface Reasoned {
  readonly reason: string;
}

export interface WithInstances {
  readonly instances?: boolean;
}

export function definitionActs(parts: EngineParts): DefinitionActs {
  const { act: actOn, definitions, decisions, open, now, options, store } = parts;

  /** Whether he may is asked. */
  const originOf = (action: DefinitionAction, process: string, by: DefinitionAct): ChangeOrigin => {
    open();
    const { actor, idempotencyKey } = by;
    const authority = mayAct({ action, process, actor, at: now() }, options.directory, options.definitionRoles);
    return { actor: actorOf(by), authority, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
  };

  const change = async (
    process: string,
    version: number,
    origin: ChangeOrigin,
    action: DefinitionAction,
    decide: (lives: Lives) => DefinitionChange | Promise<DefinitionChange>,
  ): Promise<Definition> => {
    const expects = { type: `definition.${action}`, version };
    const rows = await definitions.log.change(process, { ...origin, expects }, (lives) => {
      knownVersion(lives, process, version);
      return decide(lives);
    });
    return definitionView(rows.find((row) => row.version === version)!);
  };

  /** Now: a repeat that comes late must not undo what has come after it. */
  const isSuspended = async (process: string, version: number): Promise<boolean> =>
    (await store.definitions({ process })).some((row) => row.version === version && row.suspended);

  /** Running instances that the filter finds, page by page; each has a result, whatever became of the one before it. */
  const eachInstance = async (
    filter: Pick<InstanceFilter, 'definition' | 'suspended'>,
    isWanted: (row: InstanceRow) => boolean,
    command: Command,
    { actor, idempotencyKey }: DefinitionAct,
  ): Promise<readonly BulkResult[]> => {
    const results: BulkResult[] = [];
    for await (const row of liveRows(store, filter)) {
      const { instanceId } = row;
      const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${idempotencyKey}/${instanceId}` };
      const by = { ...(actor === undefined ? {} : { actor }), ...key };
      // Since it was listed it may have gone to another version, with which it is not to be suspended or resumed.
      const isStillUnder = async (live: LiveInstance): Promise<null> => {
        if (live.definition === row.definition) return null;
        throw engineError('CONFLICT', { instanceId, expected: row.seq, found: live.seq });
      };
      const outcome = await outcomeOf(async () =>
        isWanted(row) ? actOn(instanceId, command, by, isStillUnder) : null,
      );
      if (outcome !== null) results.push({ instanceId, ...outcome });
    }
    return results;
  };

  return {
    deploy: async (model, source, how = {}) => {
      const process = model.processes.find(({ executable }) => executable)?.id ?? '';
      const origin = originOf('deploy', process, how);
      return definitions.deploy(model, source, { ...origin, draft: how.draft === true });
    },
    deployDecisions: async (source, how = {}) => {
      const { file = 'decisions.dmn', versionTag = null, imports = [] } = how;
      const origin = originOf('deploy', file, how);
      const kept = withImports(source, imports);
      return (await decisions.deploy(kept, { file, versionTag }, origin, now())).map(definitionView);
    },
    definitions: (process) => definitions.list(process),
    definitionHistory: async (process) =>
      (await historyRows(store, process)).map(({ text }) => JSON.parse(text) as JournalEntry),

    submitDefinition: async (process, version, by = {}) =>
      change(process, version, originOf('submit', process, by), 'submit', (lives) => {
        versionFor(lives, process, version, 'submit');
        return changed({ type: 'definition.submit', version }, { type: 'definition.submitted', version });
      }),
    returnDefinition: async (process, version, by) => {
      const reason = reasonOf(by);
      return change(process, version, originOf('return', process, by), 'return', (lives) => {
        versionFor(lives, process, version, 'return');
        return changed(
          { type: 'definition.return', version, reason },
          { type: 'definition.returned', version, reason },
        );
      });
    },
    approveDefinition: async (process, version, by) => {
      const origin = originOf('approve', process, by);
      return change(process, version, origin, 'approve', (lives) => {
        versionFor(lives, process, version, 'approve');
        const at = now();
        const { approval, effectiveFromAt } = checkApproval(by, lives, at, options.calendar.zone);
        const approved = { type: 'definition.approved', version, approval, effectiveFromAt } as const;
        const effect =
          effectiveFromAt > at ? [] : takeEffect(applyDefinitionEvent(lives, approved), version, effectiveFromAt);
        return changed({ type: 'definition.approve', version, approval, effectiveFromAt }, approved, ...effect);
      });
    },
    revokeDefinition: async (process, version, by) => {
      const reason = reasonOf(by);
      return change(process, version, originOf('revoke', process, by), 'revoke', (lives) => {
        const { effectiveFromAt } = versionFor(lives, process, version, 'revoke');
        // One that was never in force ends when it would have begun.
        const effectiveToAt = Math.max(now(), effectiveFromAt ?? 0);
        return changed(
          { type: 'definition.revoke', version, reason },
          { type: 'definition.revoked', version, reason, effectiveToAt },
        );
      });
    },
    suspendDefinition: async (process, version, by) => {
      const reason = reasonOf(by);
      const origin = originOf('suspend', process, by);
      const suspended = await change(process, version, origin, 'suspend', async (lives) => {
        const life = knownVersion(lives, process, version);
        if (life.suspended) throw stateError(process, version, 'suspended', 'suspend');
        const held = (await store.starts({ process, kind: 'timer' }))
          .filter((row) => row.definition === life.hash)
          .flatMap(({ element, name, dueAt, left }) => (dueAt === null ? [] : [{ element, name, dueAt, left }]));
        return changed(
          { type: 'definition.suspend', version, reason },
          { type: 'definition.suspended', version, reason, held },
        );
      });
      if (by.instances !== true || !(await isSuspended(process, version))) return { ...suspended, instances: [] };
      const { hash: definition } = suspended;
      const command = { type: 'instance.suspend', reason, definition } as const;
      const isOne = (row: InstanceRow): boolean => row.process === process;
      return { ...suspended, instances: await eachInstance({ definition, suspended: false }, isOne, command, by) };
    },
    resumeDefinition: async (process, version, by = {}) => {
      const origin = originOf('resume', process, by);
      const resumed = await change(process, version, origin, 'resume', (lives) => {
        if (!knownVersion(lives, process, version).suspended) {
          throw stateError(process, version, lives.get(version)!.state, 'resume');
        }
        return changed({ type: 'definition.resume', version }, { type: 'definition.resumed', version });
      });
      if (by.instances !== true || (await isSuspended(process, version))) return { ...resumed, instances: [] };
      const { hash: definition } = resumed;
      const isOne = (row: InstanceRow): boolean =>
        row.process === process && stateOf(row, store).suspendedWith === definition;
      const command = { type: 'instance.resume', definition } as const;
      return { ...resumed, instances: await eachInstance({ definition, suspended: true }, isOne, command, by) };
    },
  };
}

function changed(command: DefinitionCommand, ...events: readonly DefinitionEvent[]): DefinitionChange {
  return { command, events };
}

/** Throws EngineError ARGUMENT_INVALID. */
function reasonOf({ reason }: Reasoned): string {
  if (typeof reason !== 'string' || reason.trim() === '') throw invalidArgument('reason', 'EMPTY');
  return reason;
}
