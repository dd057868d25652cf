// Duties that a warning brings: a task of the process itself, such as the written apology with the proposal of a new date
// (NĐ 61/2018/NĐ-CP art. 19.9). It is gone when the deadline has moved or the clock is over.
import type { TaskFacts } from '../../model/events.ts';
import type { SlaClock } from '../../model/sla.ts';
import { emit, nextId, rootId, type Run } from '../run.ts';

export function openDuty(run: Run, clockId: string, clock: SlaClock, warningId: string): void {
  const root = rootId(run);
  const duty = clock.warnings.find(({ id }) => id === warningId)?.task;
  if (root === null || duty === undefined) return;
  const { title, role, unit, form } = duty;
  const task: TaskFacts = {
    name: title.vi,
    role,
    dueAt: clock.dueAt,
    obligation: warningId,
    ...(unit === undefined ? {} : { unit }),
    ...(form === undefined ? {} : { form }),
  };
  const obligation = { clockId, warningId };
  emit(run, {
    type: 'task.created',
    taskId: nextId(run),
    id: root,
    element: run.state.process,
    task,
    obligation,
    follows: clockId,
  });
}

export function closeDuties(run: Run, clockId: string): void {
  for (const [taskId, { obligation }] of [...run.state.tasks]) {
    if (obligation?.clockId !== clockId) continue;
    emit(run, { type: 'task.closed', taskId, element: run.state.process, outcome: 'obsolete' });
  }
}
