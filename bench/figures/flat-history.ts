// A step must cost the same after ten past steps and after a hundred thousand: in the machine, and in the engine, whose journal
// and rows grow with every one of them.
import { memoryStore, type Engine, type ProcessMachine, type Receipt } from 'quytrinh';
import { liveState, plainState, type LiveState } from 'quytrinh/machine';
import { engineOn } from '../support/drive-engine.ts';
import { machineOf, taskIn } from '../support/drive-machine.ts';
import type { Bench, Figure } from '../support/figure.ts';
import { median, spread, takeTurns, type Work } from '../support/measure.ts';
import { loop } from '../support/models.ts';

const lengths = [10, 100, 1_000, 10_000, 100_000];
/** Steps of one turn. */
const STEPS = 1_000;

export const flatHistory: Bench = {
  name: 'flat-history',
  run: async () => {
    const text = loop();
    const machine = await machineOf(text);
    const onMachine = await takeTurns(
      lengths.map((length) => machineAfter(machine, length)),
      { rounds: 25, turnMs: 0 },
    );
    const works: Work[] = [];
    for (const length of lengths) works.push(await engineAfter(text, length));
    const onEngine = await takeTurns(works, { rounds: 15, turnMs: 0, warmUp: 2 });
    return { 'flat-history': figureOf(onMachine), 'flat-history-engine': figureOf(onEngine) };
  },
};

function figureOf(rates: readonly (readonly number[])[]): Figure {
  return {
    value: 1e6 / median(rates.at(-1)!),
    unit: 'µs a step after 100,000',
    ratio: spread(rates),
    against: `the cheapest of after ${lengths.map((length) => length.toLocaleString('en')).join(', ')} steps`,
    goal: { max: 1.2 },
  };
}

function machineAfter(machine: ProcessMachine, length: number): Work {
  const context = { now: 0 };
  const { copies, steps } = share(length);
  const again = (state: LiveState, task: string, count: number): string => {
    let taskId = task;
    for (let step = 0; step < count; step += 1) {
      taskId = taskIn(machine.advance(state, { type: 'task.complete', taskId, variables: { again: true } }, context));
    }
    return taskId;
  };
  const { state, events } = machine.start({}, context);
  const aged = liveState(state);
  const open = again(aged, taskIn(events), length);
  const old = plainState(aged);
  let states: LiveState[] = [];
  return {
    prepare: () => {
      states = Array.from({ length: copies }, () => liveState(old));
    },
    run: () => {
      for (const state of states) again(state, open, steps);
      return copies * steps;
    },
  };
}

/** One after another: steps that wait at the same moment would share a transaction, and that is not the question here. */
async function engineAfter(text: string, length: number): Promise<Work> {
  const engine = await engineOn(memoryStore(), text);
  const { copies, steps } = share(length);
  const begin = async (): Promise<string> => againOn(engine, taskOf(await engine.start('p')), length);
  let tasks: string[] = [];
  return {
    prepare: async () => {
      // A long history is made once and grows by a few steps a turn.
      if (copies === 1 && tasks.length === 1 && length > STEPS) return;
      tasks = [];
      for (let copy = 0; copy < copies; copy += 1) tasks.push(await begin());
    },
    run: async () => {
      for (const [index, task] of tasks.entries()) tasks[index] = await againOn(engine, task, steps);
      return copies * steps;
    },
  };
}

/** The steps of a turn, spread over so many instances that none gets much older than it is said to be. */
function share(length: number): { copies: number; steps: number } {
  const copies = Math.max(1, Math.min(50, STEPS / length));
  return { copies, steps: STEPS / copies };
}

async function againOn(engine: Engine, task: string, count: number): Promise<string> {
  let at = task;
  for (let step = 0; step < count; step += 1) {
    at = taskOf(await engine.complete(at, { actor: 'le.van.c', variables: { again: true } }));
  }
  return at;
}

function taskOf({ instanceId, events }: Receipt): string {
  return `${instanceId}:${taskIn(events)}`;
}
