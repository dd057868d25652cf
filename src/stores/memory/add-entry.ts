// One more entry of the journal.
import type { StepWrite } from '../port.ts';
import type { MemoryData } from './data.ts';

/** Gives its position. */
export function addEntry(
  { journal, journalOf }: MemoryData,
  instanceId: string,
  seq: number,
  { at, text, hash }: StepWrite['entry'],
): number {
  const row = { position: journal.length + 1, instanceId, seq, at, text, hash };
  journal.push(row);
  const siblings = journalOf.get(instanceId);
  if (siblings === undefined) journalOf.set(instanceId, [row]);
  else siblings.push(row);
  return row.position;
}
