// A step must cost the same in a model of ten elements and of ten thousand.
import type { ProcessMachine } from 'quytrinh';
import { liveState, type LiveState } from 'quytrinh/machine';
import { machineOf, runInstance, taskIn } from '../support/drive-machine.ts';
import type { Bench } from '../support/figure.ts';
import { median, spread, takeTurns, type Work } from '../support/measure.ts';
import { sequence, userTasks } from '../support/models.ts';

const sizes = [10, 100, 1_000, 10_000];
/** Steps of one turn: enough to walk once through the largest model. */
const STEPS = 10_000;

export const flatModel: Bench = {
  name: 'flat-model',
  run: async () => {
    const works: Work[] = [];
    for (const size of sizes) works.push(walk(await machineOf(sequence(userTasks(size - 2)))));
    const rates = await takeTurns(works, { rounds: 25, turnMs: 0 });
    const figure = {
      value: 1e6 / median(rates.at(-1)!),
      unit: 'µs a step at 10,000 elements',
      ratio: spread(rates),
      against: `the cheapest of ${sizes.map((size) => size.toLocaleString('en')).join(', ')} elements`,
      goal: { max: 1.2 },
    };
    return { 'flat-model': figure };
  },
};

/** From element to element, one instance after another. The instances are started beforehand: only steps are timed. */
function walk(machine: ProcessMachine): Work {
  const context = { now: 0 };
  const perInstance = runInstance(machine) - 1;
  let started: { readonly state: LiveState; readonly events: Events }[] = [];
  return {
    prepare: () => {
      started = Array.from({ length: Math.ceil(STEPS / perInstance) }, () => {
        const { state, events } = machine.start({}, context);
        return { state: liveState(state), events };
      });
    },
    run: () => {
      for (const { state, events } of started) {
        let happened = events;
        for (let step = 0; step < perInstance; step += 1) {
          const command = { type: 'task.complete', taskId: taskIn(happened), variables: {} } as const;
          happened = machine.advance(state, command, context);
        }
      }
      return started.length * perInstance;
    },
  };
}

type Events = ReturnType<ProcessMachine['start']>['events'];
