// Steps, in order, each wholly or not at all. Nothing can fail once the checks are over, so nothing has to be undone.
import { engineError } from '../../model/engine-error.ts';
import { checkSteps } from '../check-steps.ts';
import type { StepOutcome, StepWrite } from '../port.ts';
import { addEntry } from './add-entry.ts';
import { changeRow } from './change-row.ts';
import type { MemoryData } from './data.ts';

export function commit(data: MemoryData, steps: readonly StepWrite[]): readonly StepOutcome[] {
  checkSteps(steps);
  if (steps.some(({ attach }) => attach !== undefined)) throw engineError('STORE_NO_SQL', { file: 'memory' });
  return steps.map((step) => commitStep(data, step));
}

function commitStep(data: MemoryData, step: StepWrite): StepOutcome {
  const { instance, expectedSeq, entry, changes, idempotencyKey } = step;
  const { instanceId, seq } = instance;
  if (idempotencyKey !== undefined && data.usedKeys.has(idempotencyKey)) return { ok: false, reason: 'keyTaken' };
  const holder = step.unique === undefined ? undefined : data.holds.get(step.unique);
  if (holder !== undefined && holder !== instanceId) return { ok: false, reason: 'nameTaken', holder };
  const fence = step.lease === undefined ? undefined : data.jobs.get(instanceId, step.lease.jobId)?.fence;
  if (fence !== undefined && fence !== step.lease?.fence) return { ok: false, reason: 'leaseLost', found: fence };
  const before = data.instances.get(instanceId);
  const found = before?.seq ?? 0;
  if (found !== expectedSeq) return { ok: false, reason: 'conflict', found };

  if (before === undefined) data.instanceOrder.push(instanceId);
  data.instances.set(instanceId, instance);
  const position = addEntry(data, instanceId, seq, entry);
  if (idempotencyKey !== undefined) {
    data.usedKeys.set(idempotencyKey, { instanceId, seq, result: step.result ?? 'null' });
  }
  if (step.unique !== undefined) {
    data.holds.set(step.unique, instanceId);
    data.heldBy.set(instanceId, step.unique);
  }
  if (instance.endedAt !== null) {
    const held = data.heldBy.get(instanceId);
    if (held !== undefined) data.holds.delete(held);
    data.heldBy.delete(instanceId);
  }
  for (const change of changes) changeRow(data, instanceId, change);
  return { ok: true, position };
}
