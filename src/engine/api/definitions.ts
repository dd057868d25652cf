// Definitions: what is deployed, and what an instance may be started from.
import type { BpmnModel } from '../../model/process-model.ts';
import type { Definition } from '../definitions.ts';
import type { EngineParts } from '../parts.ts';

export interface DefinitionActs {
  /** Keeps every executable process of the file under the hash of its source. EngineError DEFINITION_INVALID. */
  deploy(model: BpmnModel, source: string): Promise<readonly Definition[]>;
  /** Keeps every decision of a DMN file, for business rule tasks. EngineError DEFINITION_INVALID. */
  deployDecisions(
    source: string,
    options?: { readonly file?: string; readonly versionTag?: string },
  ): Promise<readonly Definition[]>;
  /** Every deployed version, the oldest first; decisions are left out. */
  definitions(process?: string): Promise<readonly Definition[]>;
}

export function definitionActs({ definitions, decisions, open, now }: EngineParts): DefinitionActs {
  return {
    deploy: async (model, source) => {
      open();
      return definitions.deploy(model, source, now());
    },
    deployDecisions: async (source, { file = 'decisions.dmn', versionTag = null } = {}) => {
      open();
      const kept = await decisions.deploy(source, file, versionTag, now());
      return kept.map(({ process, version, hash, name, deployedAt }) => ({ process, version, hash, name, deployedAt }));
    },
    definitions: (process) => definitions.list(process),
  };
}
