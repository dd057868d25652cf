// Named moments at which a process kills itself, as if the power went: around a store and its driver, so that the code under test
// knows nothing.
//
// <name>:<n>          dies at the n-th time that moment is reached
// <name>:<n>:SIGSTOP  is stopped there instead, as a machine that sleeps, and may be woken later; says `asleep` before
import { writeSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Client } from 'pg';
import type { Store, StepWrite } from 'quytrinh/engine';

export const faults = {
  'before-commit': 'a group of steps is ready, nothing of it is written',
  'mid-commit': 'a group of steps is written and not committed (SQLite), sent and not answered (PostgreSQL)',
  'after-commit': 'a group of steps is written, nobody has been told',
  'before-timer': 'a timer was taken up, its step is not written',
  'before-job-result': 'a handler has done its work, its result is not written',
  'after-job-result': 'the result of a job is written, nobody has been told',
  'after-lease': 'jobs are leased, no handler has been called',
  'before-outbox-drop': 'a message is kept, or was delivered before, and still lies in the outbox',
  'mid-outbox': 'a message has left the outbox, alone or with the step that takes it; others are still there',
  'after-buffer': 'a message is kept for later, its sender has not been told',
  'before-buffered': 'a kept message has found who waits for it, the step is not written',
} as const satisfies Record<string, string>;
export type Fault = keyof typeof faults;

export const faultNames = Object.keys(faults) as readonly Fault[];

/** `setting`: as above; without it the store itself. */
export function withFault(store: Store, setting: string | undefined): Store {
  if (setting === undefined || setting === '') return store;
  const [name, times = '1', signal = 'SIGKILL'] = setting.split(':');
  if (!faultNames.some((known) => known === name)) throw new Error(`unknown fault "${name}"`);
  let left = Number(times);
  const at = (moment: Fault, isHere = true): void => {
    if (moment !== name || !isHere) return;
    left -= 1;
    if (left !== 0) return;
    if (signal === 'SIGSTOP') writeSync(1, 'asleep\n');
    process.kill(process.pid, signal);
  };
  let committing = 0;
  if (name === 'mid-commit') watchDrivers(() => at('mid-commit', committing > 0));
  const some = (steps: readonly StepWrite[], command: string): boolean =>
    steps.some(({ entry }) => entry.text.includes(`"command":{`) && entry.text.includes(`"type":"${command}"`));
  const isBuffered = (steps: readonly StepWrite[]): boolean =>
    steps.some(({ changes }) => changes.some(({ table }) => table === 'messages'));

  const isDelivery = (steps: readonly StepWrite[]): boolean =>
    steps.some(({ changes }) => changes.some((change) => change.table === 'outbox' && 'drop' in change));

  return {
    ...store,
    commit: async (steps) => {
      at('before-commit');
      at('before-timer', some(steps, 'timer.fire'));
      at('before-job-result', some(steps, 'job.complete'));
      at('before-buffered', isBuffered(steps));
      committing += 1;
      const outcomes = await store.commit(steps);
      committing -= 1;
      at('after-commit');
      at('after-job-result', some(steps, 'job.complete'));
      at('mid-outbox', isDelivery(steps));
      return outcomes;
    },
    leaseJobs: async (request) => {
      const rows = await store.leaseJobs(request);
      at('after-lease', rows.length > 0);
      return rows;
    },
    dropOutbox: async (id) => {
      at('before-outbox-drop');
      await store.dropOutbox(id);
      at('mid-outbox');
    },
    bufferMessage: async (message) => {
      const kept = await store.bufferMessage(message);
      at('after-buffer');
      return kept;
    },
  };
}

/** `midway` is called between a write and its commit, or between a question and its answer. */
function watchDrivers(midway: () => void): void {
  const preparing = DatabaseSync.prototype as unknown as { prepare: (sql: string) => StatementSync };
  const { prepare } = preparing;
  preparing.prepare = function (this: DatabaseSync, sql) {
    const statement = prepare.call(this, sql);
    if (sql !== 'COMMIT') return statement;
    const run = statement.run.bind(statement);
    statement.run = () => {
      midway();
      return run();
    };
    return statement;
  };
  const asking = Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
  const { query } = asking;
  asking.query = function (this: Client, ...given) {
    const answer = query.apply(this, given);
    const [question] = given as readonly { readonly text?: string }[];
    // By then it is with the server, which may or may not have done its work.
    if (question?.text?.includes('.commit_steps(') === true) setTimeout(midway, Math.random() * 3);
    return answer;
  };
}
