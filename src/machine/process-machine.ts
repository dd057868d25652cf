// A process as a state machine: its state is the set of tokens and live scopes, as plain JSON; a step is pure.
import type { Command } from '../model/commands.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { ProcessModel } from '../model/process-model.ts';
import { acts } from './acts.ts';
import { emptyState } from './apply.ts';
import { perform } from './commands/index.ts';
import type { StepContext } from './context.ts';
import { fault } from './fault.ts';
import type { Graph } from './graph.ts';
import { liveState, plainState, type LiveState } from './live-state.ts';
import { processLogic, type ProcessLogic } from './logic.ts';
import { beginRun } from './run.ts';
import { settle } from './settle.ts';
import { startCommand, type StartInput, type StepResult } from './start-command.ts';

export interface ProcessMachine {
  readonly process: ProcessModel;
  readonly graph: Graph;
  /** The first step of a new instance. Throws EngineError START_NOT_POSSIBLE. */
  start(input: StartInput, context: StepContext): StepResult;
  /** Pure: `state` is left as it was. Throws EngineError when the command is not possible in this state. */
  step(state: InstanceState, command: Command, context: StepContext): StepResult;
  /**
   * The same step for the owner of a state at work (`liveState`, `plainState`): changes `state` in place and gives the events.
   * When it throws an EngineError other than DEFECT the state is unchanged; after any other error it must be thrown away.
   */
  advance(state: LiveState, command: Command, context: StepContext): ProcessEvent[];
  /** The process as XState logic: for createActor, transition, waitFor and the inspector. */
  readonly logic: ProcessLogic;
}

export function processMachine(graph: Graph): ProcessMachine {
  const advance = (state: LiveState, command: Command, context: StepContext): ProcessEvent[] => {
    const run = beginRun(graph, state, context, acts);
    try {
      perform(run, command);
      settle(run);
    } catch (error) {
      throw fault(error, run.events.length);
    }
    return run.events;
  };
  const step = (state: InstanceState, command: Command, context: StepContext): StepResult => {
    const live = liveState(state);
    const events = advance(live, command, context);
    return { state: plainState(live), events };
  };
  const machine: Omit<ProcessMachine, 'logic'> = {
    process: graph.process,
    graph,
    start: (input, context) => step(emptyState(), startCommand(input), context),
    step,
    advance,
  };
  return { ...machine, logic: processLogic(machine) };
}
