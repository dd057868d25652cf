// Definitions: what is deployed, its life from draft to revocation, and what an instance may be started from.
import type { DefinitionApproval, DefinitionCommand, DefinitionEvent } from '../../model/definition.ts';
import type { LocalDate } from '../../model/duration.ts';
import { isEngineError } from '../../model/engine-error.ts';
import type { Instant } from '../../model/json.ts';
import type { JournalEntry } from '../../model/journal.ts';
import type { BpmnModel } from '../../model/process-model.ts';
import { refuseUnknown } from '../../model/refuse-unknown.ts';
import { eachRow } from '../all-rows.ts';
import { checkApproval } from '../definitions/check-approval.ts';
import { historyRows, type DefinitionChange } from '../definitions/definition-log.ts';
import { applyDefinitionEvent, knownVersion, stateError, versionFor, type Lives } from '../definitions/life.ts';
import { takeEffect } from '../definitions/take-effect.ts';
import { definitionView, type Definition } from '../definitions/view.ts';
import type { EngineParts } from '../parts.ts';
import { actorOf } from '../receipt.ts';

export interface DefinitionActs {
  /**
   * Keeps every executable process of the file under the hash of its source: in force at once, or as a draft. A source that is there
   * already stays as it is. EngineError DEFINITION_INVALID.
   */
  deploy(model: BpmnModel, source: string, options?: DeployOptions): Promise<readonly Definition[]>;
  /** Keeps every decision of a DMN file, for business rule tasks. EngineError DEFINITION_INVALID. */
  deployDecisions(
    source: string,
    options?: { readonly file?: string; readonly versionTag?: string },
  ): Promise<readonly Definition[]>;
  /** Every deployed version, the oldest first; decisions are left out. */
  definitions(process?: string): Promise<readonly Definition[]>;
  /** Every change of the versions of a process in order, as it stands in the journal. Empty when none was deployed. */
  definitionHistory(process: string): Promise<readonly JournalEntry[]>;

  // The life of a version (TT 01/2018/TT-VPCP art. 8). EngineErrors of all: DEFINITION_VERSION_UNKNOWN, DEFINITION_STATE, CONFLICT.
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
  /** No new instances until it is resumed; `instances`: its running instances are suspended too. */
  suspendDefinition(
    process: string,
    version: number,
    act: DefinitionAct & Reasoned & WithInstances,
  ): Promise<Definition>;
  /** Its timed starts go on where they were; `instances`: every suspended instance of the version is resumed. */
  resumeDefinition(process: string, version: number, act?: DefinitionAct & WithInstances): Promise<Definition>;
}

export interface DeployOptions extends DefinitionAct {
  /** True: kept, but in force only once it is approved. */
  readonly draft?: boolean;
}

export interface DefinitionAct {
  /** Id of the person who does it. */
  readonly actor?: string;
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

  const change = async (
    process: string,
    version: number,
    by: DefinitionAct,
    decide: (lives: Lives) => DefinitionChange | Promise<DefinitionChange>,
  ): Promise<Definition> => {
    open();
    const rows = await definitions.log.change(process, actorOf(by), (lives) => {
      knownVersion(lives, process, version);
      return decide(lives);
    });
    return definitionView(rows.find((row) => row.version === version)!);
  };

  /** Running instances under the version, page by page; one that has gone on by itself meanwhile is passed over. */
  const eachInstance = async (
    { process, hash }: Definition,
    suspended: boolean,
    act: (instanceId: string) => Promise<unknown>,
  ): Promise<void> => {
    for await (const row of eachRow((page) => store.instances({ ...page, process, status: 'active' }))) {
      if (row.definition !== hash || row.suspended !== suspended) continue;
      await act(row.instanceId).catch((error: unknown) => {
        if (!isEngineError(error) || !passedOver.has(error.code)) throw error;
      });
    }
  };

  return {
    deploy: async (model, source, how = {}) => {
      open();
      refuseUnknown(how, ['draft', 'actor']);
      return definitions.deploy(model, source, { draft: how.draft === true, actor: actorOf(how) });
    },
    deployDecisions: async (source, { file = 'decisions.dmn', versionTag = null } = {}) => {
      open();
      return (await decisions.deploy(source, file, versionTag, now())).map(definitionView);
    },
    definitions: (process) => definitions.list(process),
    definitionHistory: async (process) =>
      (await historyRows(store, process)).map(({ text }) => JSON.parse(text) as JournalEntry),

    submitDefinition: async (process, version, by = {}) =>
      change(process, version, by, (lives) => {
        versionFor(lives, process, version, 'submit');
        return changed({ type: 'definition.submit', version }, { type: 'definition.submitted', version });
      }),
    returnDefinition: async (process, version, by) =>
      change(process, version, by, (lives) => {
        versionFor(lives, process, version, 'return');
        const { reason } = by;
        return changed(
          { type: 'definition.return', version, reason },
          { type: 'definition.returned', version, reason },
        );
      }),
    approveDefinition: async (process, version, by) =>
      change(process, version, by, (lives) => {
        versionFor(lives, process, version, 'approve');
        const at = now();
        const { approval, effectiveFromAt } = checkApproval(by, lives, at, options.calendar.zone);
        const approved = { type: 'definition.approved', version, approval, effectiveFromAt } as const;
        const effect =
          effectiveFromAt > at ? [] : takeEffect(applyDefinitionEvent(lives, approved), version, effectiveFromAt);
        return changed({ type: 'definition.approve', version, approval, effectiveFromAt }, approved, ...effect);
      }),
    revokeDefinition: async (process, version, by) =>
      change(process, version, by, (lives) => {
        const { effectiveFromAt } = versionFor(lives, process, version, 'revoke');
        const { reason } = by;
        // One that was never in force ends when it would have begun.
        const effectiveToAt = Math.max(now(), effectiveFromAt ?? 0);
        return changed(
          { type: 'definition.revoke', version, reason },
          { type: 'definition.revoked', version, reason, effectiveToAt },
        );
      }),
    suspendDefinition: async (process, version, by) => {
      const { reason, instances = false } = by;
      const definition = await change(process, version, by, async (lives) => {
        const { suspended, hash } = knownVersion(lives, process, version);
        if (suspended) throw stateError(process, version, 'suspended', 'suspend');
        const held = (await store.starts({ process, kind: 'timer' }))
          .filter((row) => row.definition === hash)
          .flatMap(({ element, name, dueAt, left }) => (dueAt === null ? [] : [{ element, name, dueAt, left }]));
        return changed(
          { type: 'definition.suspend', version, reason },
          { type: 'definition.suspended', version, reason, held },
        );
      });
      if (instances) {
        await eachInstance(definition, false, (id) => actOn(id, { type: 'instance.suspend', reason }, by));
      }
      return definition;
    },
    resumeDefinition: async (process, version, by = {}) => {
      const { instances = false } = by;
      const definition = await change(process, version, by, (lives) => {
        if (!knownVersion(lives, process, version).suspended) {
          throw stateError(process, version, lives.get(version)!.state, 'resume');
        }
        return changed({ type: 'definition.resume', version }, { type: 'definition.resumed', version });
      });
      if (instances) await eachInstance(definition, true, (id) => actOn(id, { type: 'instance.resume' }, by));
      return definition;
    },
  };
}

function changed(command: DefinitionCommand, ...events: readonly DefinitionEvent[]): DefinitionChange {
  return { command, events };
}

const passedOver: ReadonlySet<string> = new Set(['INSTANCE_ENDED', 'INSTANCE_SUSPENDED']);
