// The life of a definition's version as it is written down: what is asked, and what happened. The states and their order are in
// lifecycle/definition.ts. Legal basis: TT 01/2018/TT-VPCP art. 8 (drafted, checked for law, approved by decision, in effect).
import type { LocalDate } from './duration.ts';
import type { Instant } from './json.ts';

/** Instance id under which the history of a process's definitions stands in the journal: `definition:<process>`. */
export const definitionHistoryPrefix = 'definition:';

/** True for the history of definitions; every other chain of the journal is an instance. */
export function isDefinitionHistory(instanceId: string): boolean {
  return instanceId.startsWith(definitionHistoryPrefix);
}

/** The decision that approves a version: number and sign (`1716/QĐ-UBND`), date, and who signed it. */
export interface DefinitionApproval {
  readonly decisionNumber: string;
  readonly decisionOn: LocalDate;
  readonly signer: string;
}

/** A timed start that waits until its suspended version goes on. */
export interface HeldStart {
  readonly element: string;
  readonly name: string;
  readonly dueAt: Instant;
  readonly left: number;
}

export type DefinitionCommand =
  | { readonly type: 'definition.deploy'; readonly version: number; readonly hash: string; readonly draft: boolean }
  | { readonly type: 'definition.submit'; readonly version: number }
  | { readonly type: 'definition.return'; readonly version: number; readonly reason: string }
  | {
      readonly type: 'definition.approve';
      readonly version: number;
      readonly approval: DefinitionApproval;
      readonly effectiveFromAt: Instant;
    }
  | { readonly type: 'definition.revoke'; readonly version: number; readonly reason: string }
  | { readonly type: 'definition.suspend'; readonly version: number; readonly reason: string }
  | { readonly type: 'definition.resume'; readonly version: number }
  /** The day of an approved version has come. */
  | { readonly type: 'definition.takeEffect' };

export type DefinitionCommandType = DefinitionCommand['type'];

export type DefinitionEvent =
  /** `model`: SHA-256 of the model that was read from the source, so that nobody can put another one in its place. */
  | {
      readonly type: 'definition.deployed';
      readonly version: number;
      readonly hash: string;
      readonly model: string;
      readonly versionTag: string | null;
    }
  | { readonly type: 'definition.submitted'; readonly version: number }
  | { readonly type: 'definition.returned'; readonly version: number; readonly reason: string }
  | {
      readonly type: 'definition.approved';
      readonly version: number;
      readonly approval: DefinitionApproval;
      readonly effectiveFromAt: Instant;
    }
  | { readonly type: 'definition.tookEffect'; readonly version: number; readonly effectiveFromAt: Instant }
  | {
      readonly type: 'definition.superseded';
      readonly version: number;
      readonly by: number;
      readonly effectiveToAt: Instant;
    }
  | {
      readonly type: 'definition.revoked';
      readonly version: number;
      readonly reason: string;
      readonly effectiveToAt: Instant;
    }
  /** `held`: its timed starts, which go on with it. */
  | {
      readonly type: 'definition.suspended';
      readonly version: number;
      readonly reason: string;
      readonly held: readonly HeldStart[];
    }
  | { readonly type: 'definition.resumed'; readonly version: number };

export type DefinitionEventType = DefinitionEvent['type'];
