// One change of the definitions of a process, wholly or not at all.
import { checkDefinition, historyOf, versionTaken } from '../check-definition.ts';
import type { DefinitionRow, DefinitionWrite, StepOutcome } from '../port.ts';
import { addEntry } from './add-entry.ts';
import type { MemoryData } from './data.ts';

export function commitDefinition(data: MemoryData, write: DefinitionWrite): StepOutcome {
  checkDefinition(write);
  const { process, expectedSeq, entry, idempotencyKey, rows, starts } = write;
  const instanceId = historyOf(process);
  if (idempotencyKey !== undefined && data.usedKeys.has(idempotencyKey)) return { ok: false, reason: 'keyTaken' };
  const found = data.journalOf.get(instanceId)?.length ?? 0;
  if (found !== expectedSeq) return { ok: false, reason: 'conflict', found };
  const places = rows.map((row) => placeOf(data.definitions, row));

  rows.forEach((row, at) => {
    const place = places[at]!;
    const known = data.definitions[place];
    if (known === undefined) data.definitions.push(row);
    else data.definitions[place] = { ...known, ...lifeOf(row) };
  });
  const position = addEntry(data, instanceId, expectedSeq + 1, entry);
  if (idempotencyKey !== undefined) data.usedKeys.set(idempotencyKey, { instanceId, seq: expectedSeq + 1, result: '' });
  if (starts !== undefined) data.starts.set(process, [...starts]);
  return { ok: true, position };
}

/** Where the version is kept; -1 when it is new. */
function placeOf(definitions: readonly DefinitionRow[], row: DefinitionRow): number {
  const same = definitions.findIndex(({ process, hash }) => process === row.process && hash === row.hash);
  const taken = definitions.some(
    ({ process, hash, version }) => process === row.process && version === row.version && hash !== row.hash,
  );
  if (taken) throw versionTaken(row);
  return same;
}

function lifeOf({ state, approval, effectiveFromAt, effectiveToAt, suspended }: DefinitionRow) {
  return { state, approval, effectiveFromAt, effectiveToAt, suspended };
}
