// The process as XState actor logic. Commands are its events, process events are emitted, the snapshot is plain JSON.
// XState has no notion of the time of an event, so a command may carry `at`; without it time stands still.
import type { ActorLogic, AnyActorRef, EventObject, NonReducibleUnknown, Snapshot } from 'xstate';
import type { Command } from '../model/commands.ts';
import { isEngineError, type EngineError } from '../model/engine-error.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { Instant } from '../model/json.ts';
import { emptyState } from './apply.ts';
import type { StepContext } from './context.ts';
import { startCommand, type StartInput, type StepResult } from './start-command.ts';

export type ProcessLogic = ActorLogic<ProcessSnapshot, TimedCommand, ProcessInput, AnyActorRef['system'], ProcessEvent>;

export type TimedCommand = Command & { readonly at?: Instant };

export interface ProcessInput extends StartInput {
  /** When the instance starts. Default 0: a process without timers and clocks needs no time. */
  readonly at?: Instant;
  /** Calendar and policies for the whole life of the actor; `now` comes with each command. */
  readonly context?: Omit<StepContext, 'now'>;
}

export type ProcessSnapshot = Snapshot<NonReducibleUnknown> & {
  readonly state: InstanceState;
  readonly at: Instant;
  /** Events of the last step. */
  readonly events: readonly ProcessEvent[];
  /** Why the last command was rejected; the state is then unchanged. */
  readonly rejection: EngineError | undefined;
  /** Not persisted: given again with `input` when the actor is restored. */
  readonly context: Omit<StepContext, 'now'>;
};

/** What the logic needs of the machine. */
interface Stepper {
  step(state: InstanceState, command: Command, context: StepContext): StepResult;
}

export function processLogic(machine: Stepper): ProcessLogic {
  return {
    transition: (snapshot, command, scope) => {
      if (!isCommand(command)) return snapshot;
      const at = command.at ?? snapshot.at;
      try {
        const { state, events } = machine.step(snapshot.state, command, { ...snapshot.context, now: at });
        for (const event of events) scope.emit(event);
        return snapshotOf(state, at, events, snapshot.context);
      } catch (error) {
        if (isEngineError(error)) return { ...snapshot, events: [], rejection: error };
        throw error;
      }
    },
    getInitialSnapshot: (scope, input) => {
      const { at = 0, context = {}, ...start } = (input as ProcessInput | undefined) ?? {};
      const { state, events } = machine.step(emptyState(), startCommand(start), { ...context, now: at });
      // Emitted once the actor runs and somebody can listen.
      scope.defer(() => {
        for (const event of events) scope.emit(event);
      });
      return snapshotOf(state, at, events, context);
    },
    getPersistedSnapshot: ({ context: _context, rejection: _rejection, ...rest }): Snapshot<unknown> => rest,
    restoreSnapshot: (persisted) =>
      ({ context: {}, rejection: undefined, ...(persisted as object) }) as ProcessSnapshot,
  };
}

/** XState's own system events ('xstate.init', 'xstate.stop') are no commands. */
function isCommand(event: EventObject): event is TimedCommand {
  return !event.type.startsWith('xstate.');
}

function snapshotOf(
  state: InstanceState,
  at: Instant,
  events: readonly ProcessEvent[],
  context: Omit<StepContext, 'now'>,
): ProcessSnapshot {
  const common = { state, at, events, rejection: undefined, context };
  if (state.status === 'completed') return { ...common, status: 'done', output: state.output ?? {}, error: undefined };
  if (state.status === 'active') return { ...common, status: 'active', output: undefined, error: undefined };
  return { ...common, status: 'error', output: undefined, error: state.status };
}
