// An ended instance goes; the hashes of its entries stay.
import { checkArchive } from '../check-steps.ts';
import type { ArchiveWrite } from '../port.ts';
import { addEntry } from './add-entry.ts';
import type { MemoryData } from './data.ts';

export function archive(data: MemoryData, write: ArchiveWrite): boolean {
  checkArchive(write);
  const { instanceId, expectedSeq, entry } = write;
  const row = data.instances.get(instanceId);
  if (row?.seq !== expectedSeq || row.endedAt === null) return false;
  const { tasks, timers, jobs, subscriptions, incidents } = data;
  for (const one of [...tasks.of(instanceId)]) tasks.drop(instanceId, one.taskId);
  for (const one of [...timers.of(instanceId)]) timers.drop(instanceId, one.timerId);
  for (const one of [...jobs.of(instanceId)]) jobs.drop(instanceId, one.jobId);
  for (const one of [...subscriptions.of(instanceId)]) subscriptions.drop(instanceId, one.subscriptionId);
  for (const one of [...incidents.of(instanceId)]) incidents.drop(instanceId, one.incidentId);
  data.instances.delete(instanceId);
  const kept = (data.journalOf.get(instanceId) ?? []).map((one) => ({ ...one, text: '' }));
  for (const one of kept) data.journal[one.position - 1] = one;
  data.journalOf.set(instanceId, kept);
  addEntry(data, instanceId, expectedSeq + 1, entry);
  return true;
}
