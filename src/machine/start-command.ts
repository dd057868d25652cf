// How an instance is asked to begin, and what any step gives.
import type { Command } from '../model/commands.ts';
import type { ProcessEvent } from '../model/events.ts';
import type { InstanceState } from '../model/instance-state.ts';
import type { Variables } from '../model/json.ts';

export interface StartInput {
  readonly variables?: Variables;
  readonly startEvent?: string;
  readonly businessKey?: string;
}

export interface StepResult {
  readonly state: InstanceState;
  readonly events: readonly ProcessEvent[];
}

export function startCommand({ variables = {}, startEvent, businessKey }: StartInput): Command {
  return {
    type: 'start',
    variables,
    ...(startEvent === undefined ? {} : { startEvent }),
    ...(businessKey === undefined ? {} : { businessKey }),
  };
}
