// Versions of a process, their life, and the start events that something outside fires.
import type { DefinitionState } from '../../lifecycle/index.ts';
import type { DefinitionApproval } from '../../model/definition.ts';
import type { Instant } from '../../model/json.ts';
import type { Postponed } from './rows.ts';
import type { StepWrite } from './steps.ts';

/** One change of the definitions of a process. Its history stands in the journal beside those of the instances. */
export interface DefinitionWrite {
  readonly process: string;
  /** Steps of the history before this one. Its entry gets the number `expectedSeq + 1`, under `definition:<process>`. */
  readonly expectedSeq: number;
  readonly entry: StepWrite['entry'];
  readonly idempotencyKey?: string;
  /** Versions that are new, and versions of which the life has changed; what is immutable of a known one stays as it is. */
  readonly rows: readonly DefinitionRow[];
  /** All start rows of the process from now on, put off as they say; absent: they stay as they are. */
  readonly starts?: readonly StartRow[];
}

export interface DefinitionRow extends DefinitionLife {
  /** SHA-256 of the source, lower-case hex: the source of a version is immutable. */
  readonly hash: string;
  readonly process: string;
  /** 1, 2, 3 … for each process id. */
  readonly version: number;
  readonly name: string;
  readonly versionTag: string | null;
  readonly deployedAt: Instant;
  readonly file: string;
  /** The BPMN text as deployed, for people and for reading again. */
  readonly source: string;
  /** The neutral model as JSON. */
  readonly model: string;
}

/** Where a version is in its life: the only columns of a definition that change. */
export interface DefinitionLife {
  readonly state: DefinitionState;
  /** Null: not approved, or deployed without a decision. */
  readonly approval: DefinitionApproval | null;
  /** In force from this instant on; null: no instant is known yet. */
  readonly effectiveFromAt: Instant | null;
  /** In force until just before this instant. */
  readonly effectiveToAt: Instant | null;
  /** No new instances. */
  readonly suspended: boolean;
}

/**
 * A start event at the top of a process that something outside fires. The rows of a process belong to its version in force; a row of
 * kind `version` says when an approved version takes effect.
 */
export interface StartRow {
  readonly definition: string;
  readonly process: string;
  readonly element: string;
  readonly kind: 'timer' | 'message' | 'signal' | 'conditional' | 'version';
  /** Name of the message or signal, text of the time or of the condition (FEEL), number of the version. */
  readonly name: string;
  readonly dueAt: Instant | null;
  /** Firings left of a cycle after this one; 0: none; -1: without end. */
  readonly left: number;
  /** Absent unless it was tried in vain. */
  readonly postponed?: Postponed;
}
