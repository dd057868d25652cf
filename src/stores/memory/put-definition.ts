// Keeps a definition; what is there already stays as it is.
import { checkHash } from '../check-steps.ts';
import type { DefinitionRow, StartRow } from '../port.ts';
import { versionTaken } from '../version-taken.ts';
import type { MemoryData } from './data.ts';

export function putDefinition(
  { definitions, starts }: MemoryData,
  definition: DefinitionRow,
  startRows: readonly StartRow[],
): DefinitionRow {
  checkHash('definition.hash', definition.hash);
  const { process } = definition;
  const versions = definitions.filter((row) => row.process === process);
  const same = versions.find((row) => row.hash === definition.hash);
  if (same !== undefined) return same;
  const version = definition.version || Math.max(0, ...versions.map((row) => row.version)) + 1;
  if (versions.some((row) => row.version === version)) throw versionTaken(process, version);
  const kept = { ...definition, version };
  definitions.push(kept);
  starts.set(process, [...startRows]);
  return kept;
}
