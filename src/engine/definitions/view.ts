// What callers see of a version.
import type { Instant } from '../../model/json.ts';
import type { DefinitionLife, DefinitionRow } from '../ports.ts';

export interface Definition extends DefinitionLife {
  readonly process: string;
  readonly version: number;
  /** SHA-256 of its source. */
  readonly hash: string;
  readonly name: string;
  readonly versionTag: string | null;
  readonly deployedAt: Instant;
}

export function definitionView(row: DefinitionRow): Definition {
  const { process, version, hash, name, versionTag, deployedAt } = row;
  const { state, approval, effectiveFromAt, effectiveToAt, suspended } = row;
  return {
    ...{ process, version, hash, name, versionTag, deployedAt },
    ...{ state, approval, effectiveFromAt, effectiveToAt, suspended },
  };
}
