// Instances per second in memory: the pure machine, and the whole engine with journal, hashes and rows, against the peer.
import { memoryStore, type Engine, type ProcessMachine } from 'quytrinh';
import { engineOn, runClients } from '../support/drive-engine.ts';
import { machineOf, runInstance } from '../support/drive-machine.ts';
import type { Bench, Figure } from '../support/figure.ts';
import { median, medianRatio, takeTurns, type Turns, type Work } from '../support/measure.ts';
import { branches, multiInstance, sequence, serviceTasks, userTasks } from '../support/models.ts';
import { findPeer } from '../support/peer.ts';

interface Shape {
  readonly name: string;
  readonly text: string;
  readonly goal: Figure['goal'];
  readonly turns: Partial<Turns>;
  /** The peer answers its tasks later instead of at once: a long chain would overflow its call stack. */
  readonly defer?: boolean;
}

/** Clients that use the engine at once. */
const CLIENTS = 64;

const shapes: readonly Shape[] = [
  { name: 'one-user-task', text: sequence(userTasks(1)), goal: 300, turns: {} },
  { name: 'ten-service-tasks', text: sequence(serviceTasks(10)), goal: 300, turns: {} },
  { name: 'parallel-100', text: branches('parallelGateway', 100), goal: 300, turns: { rounds: 5, warmUp: 2 } },
  // Turns about as long as one instance takes the peer: each begins with a heap that has been swept small.
  { name: 'multi-instance-1000', text: multiInstance(1_000), goal: 300, turns: { rounds: 5, warmUp: 3, turnMs: 200 } },
  {
    name: 'model-2000',
    text: sequence(userTasks(1_998)),
    goal: 300,
    turns: { rounds: 2, warmUp: 0 },
    defer: true,
  },
];

export const instances: readonly Bench[] = shapes.map((shape) => ({ name: shape.name, run: () => runShape(shape) }));

async function runShape({ name, text, goal, turns, defer = false }: Shape): Promise<Record<string, Figure>> {
  const machine = await machineOf(text);
  const steps = runInstance(machine);
  const works = [machineWork(machine, steps), engineWork(text, steps)];
  const peer = findPeer();
  if (peer !== null) works.push(peerWork(await peer.prepare(text, { defer })));
  const [ours, whole, others] = await takeTurns(works, turns);
  const figure = (rates: readonly number[], wanted: Figure['goal']): Figure => ({
    value: median(rates),
    unit: 'instances/s',
    ratio: others === undefined ? null : medianRatio(rates, others),
    against: peer?.name ?? 'bpmn-engine, not installed',
    goal: wanted,
  });
  return { [name]: figure(ours!, goal), [`${name}-engine`]: figure(whole!, null) };
}

function machineWork(machine: ProcessMachine, steps: number): Work {
  const perCall = Math.max(1, Math.round(400 / steps));
  return {
    run: () => {
      for (let count = 0; count < perCall; count += 1) runInstance(machine);
      return perCall;
    },
  };
}

/** A new engine each turn: the peer keeps nothing of what is over, so a journal that grows and grows should not count. */
function engineWork(text: string, steps: number): Work {
  const perCall = Math.max(1, Math.min(CLIENTS * 2, Math.round(2_000 / steps)));
  let engine: Engine | null = null;
  return {
    prepare: async () => {
      engine = await engineOn(memoryStore(), text);
    },
    run: async () => {
      if (engine !== null) await runClients(engine, Math.min(CLIENTS, perCall), perCall);
      return perCall;
    },
    finish: () => {
      engine = null;
    },
  };
}

function peerWork(runOne: () => Promise<void>): Work {
  return {
    run: async () => {
      await runOne();
      return 1;
    },
  };
}
