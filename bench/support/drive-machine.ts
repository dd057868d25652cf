// Drives the pure machine in memory from start to end, without a store.
import { parse } from 'quytrinh/bpmn';
import { compile, emptyState, liveState, type ProcessMachine } from 'quytrinh/machine';

export async function machineOf(text: string): Promise<ProcessMachine> {
  const { model, diagnostics } = await parse(text);
  if (model === null) throw new Error(`the bench's own model is not read: ${JSON.stringify(diagnostics)}`);
  const result = compile(model);
  if (!result.ok) throw new Error(`the bench's own model does not compile: ${JSON.stringify(result.diagnostics)}`);
  return result.machine;
}

/** One instance: starts it and completes whatever task or job it asks for until it has ended. Gives the number of steps. */
export function runInstance(machine: ProcessMachine): number {
  const context = { now: 0 };
  const state = liveState(emptyState());
  const asked: Ask[] = [{ type: 'start', variables: {} }];
  let next = 0;
  for (; next < asked.length; next += 1) take(asked, machine.advance(state, asked[next]!, context));
  if (state.status !== 'completed') throw new Error(`the instance is ${state.status}`);
  return next;
}

/** The task that the events of a step created. */
export function taskIn(events: Readonly<Events>): string {
  for (const event of events) if (event.type === 'task.created') return event.taskId;
  throw new Error('the step created no task');
}

type Ask = Parameters<ProcessMachine['advance']>[1];
type Events = ReturnType<ProcessMachine['advance']>;

function take(asked: Ask[], events: Readonly<Events>): void {
  for (const event of events) {
    if (event.type === 'task.created') asked.push({ type: 'task.complete', taskId: event.taskId, variables: {} });
    else if (event.type === 'job.created') asked.push({ type: 'job.complete', jobId: event.jobId, variables: {} });
  }
}
